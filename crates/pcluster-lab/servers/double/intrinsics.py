"""Intrinsic functions and template sections that moto does not know."""
import datetime, ipaddress, json, os, sys, threading, time, uuid

import moto.cloudformation.models as CM
import moto.cloudformation.parsing as P
from moto.core.common_models import CloudFormationModel

# ---- intrinsic functions -------------------------------------------------------------------------
_clean = P.clean_json
def clean_json(j, m):
    if isinstance(j, dict) and 'Fn::Cidr' in j:
        block, count, *bits = clean_json(j['Fn::Cidr'], m)
        net = ipaddress.ip_network(block); new = net.max_prefixlen - int(bits[0] if bits else 8)
        return [str(n) for n, _ in zip(net.subnets(new_prefix=new), range(int(count)))]
    if isinstance(j, dict) and 'Fn::Sub' in j and '\\$' in json.dumps(j): pass
    return _clean(j, m)
P.clean_json = clean_json

# outputs whose Condition is false must not be evaluated through a missing resource; GetAtt on unknown types is allowed
_vo = P.ResourceMap.validate_outputs
def validate_outputs(self):
    try: _vo(self)
    except AttributeError: pass
P.ResourceMap.validate_outputs = validate_outputs

# !Condition in YAML is Condition, not Fn::Condition; !GetAtt A.Outputs.B has two parts
_pt = CM.Stack.parse_template
def parse_template(t):
    def fix(j):
        if isinstance(j, list): return [fix(x) for x in j]
        if not isinstance(j, dict): return j
        if set(j) == {'Fn::Condition'}: return {'Condition': j['Fn::Condition']}
        if set(j) == {'Fn::GetAtt'} and isinstance(j['Fn::GetAtt'], list) and len(j['Fn::GetAtt']) > 2: return {'Fn::GetAtt': [j['Fn::GetAtt'][0], '.'.join(j['Fn::GetAtt'][1:])]}
        return {k: fix(v) for k, v in j.items()}
    return fix(_pt(t))
CM.Stack.parse_template = staticmethod(parse_template)
# exports of outputs whose Condition is false are none
_ex = P.OutputMap.exports.fget
def exports(self):
    all_, m = self._output_json_map, self._resource_map
    self._output_json_map = {k: v for k, v in (all_ or {}).items() if 'Condition' not in v or m.lazy_condition_map[v['Condition']]}
    try: return _ex(self)
    finally: self._output_json_map = all_
P.OutputMap.exports = property(exports)
# a Ref to nothing is a template error, not a crash
_gi = P.ResourceMap.__getitem__
def getitem(self, key):
    try: return _gi(self, key)
    except KeyError as e:
        if key in self._resource_json_map: raise
        from moto.cloudformation.exceptions import ValidationError
        raise ValidationError(message=f'Template format error: Unresolved resource dependencies [{key}] in the Resources block of the template')
P.ResourceMap.__getitem__ = getitem
