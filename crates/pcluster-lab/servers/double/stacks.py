"""Stacks that take time, fail, tell about their resources, and change sets."""
import datetime, ipaddress, json, os, sys, threading, time, uuid

import moto.cloudformation.models as CM
import moto.cloudformation.parsing as P
from moto.core.common_models import CloudFormationModel
from moto.core.responses import ActionResult
from moto.ec2 import ec2_backends
from .delay import DELAY

# ---- stacks that take time, fail, and tell about their resources ---------------------------------------
FAIL, FAIL_STATUS = os.environ.get('PLUS_FAIL', ''), os.environ.get('PLUS_FAIL_STATUS', 'ROLLBACK_COMPLETE')
def _get(self):
    st = self.__dict__.get('_st', '')
    if DELAY and st.endswith('_COMPLETE') and time.time() < self.__dict__.get('_until', 0): return st.split('_')[0] + '_IN_PROGRESS'
    return st
def _set(self, v):
    self.__dict__['_st'] = v
    if v.endswith('_COMPLETE'): self.__dict__['_until'] = time.time() + DELAY
CM.Stack.status = property(_get, _set)
_ase = CM.Stack._add_stack_event
def add_res_event(self, rid, rtype, pid, status, reason=None):
    e = CM.Event(stack_id=self.stack_id, stack_name=self.name, logical_resource_id=rid, physical_resource_id=pid, resource_type=rtype, resource_status=status, resource_status_reason=reason, resource_properties=None)
    self.events.append(e)
_cr = CM.Stack.create_resources
def create_resources(self):
    _cr(self)
    end = self.events.pop() if self.events and self.events[-1].resource_status == 'CREATE_COMPLETE' else None
    for rid, r in self.template_dict['Resources'].items():
        o = self.resource_map._parsed_resources.get(rid)
        if o is None: continue
        pid = getattr(o, 'physical_resource_id', rid)
        add_res_event(self, rid, r['Type'], '', 'CREATE_IN_PROGRESS'); 
        if rid == FAIL:
            add_res_event(self, rid, r['Type'], '', 'CREATE_FAILED', f'Resource handler returned message: "We currently do not have sufficient capacity" (RequestToken: {uuid.uuid4()}, HandlerErrorCode: ServiceLimitExceeded)')
            _ase(self, 'ROLLBACK_IN_PROGRESS' if 'ROLLBACK' in FAIL_STATUS else 'CREATE_FAILED', resource_status_reason=f'The following resource(s) failed to create: [{rid}]. Rollback requested by user.')
            if 'ROLLBACK' in FAIL_STATUS: _ase(self, FAIL_STATUS)
            self.status = FAIL_STATUS; return
        add_res_event(self, rid, r['Type'], pid, 'CREATE_COMPLETE')
    if end: self.events.append(end)
CM.Stack.create_resources = create_resources

# a deletion takes its time too (nested stacks are deleted by the backend, at once)
import threading
from moto.cloudformation.responses import CloudFormationResponse as CR
from moto.core.responses import EmptyResult
_dsr = CR.delete_stack
def delete_stack(self):
    n, b = self._get_param('StackName'), self.cloudformation_backend
    st = [s for s in b.stacks.values() if n in (s.name, s.stack_id)]
    if st and st[0].enable_termination_protection in (True, 'true'): raise ValidationError(message=f'Stack [{st[0].name}] cannot be deleted while TerminationProtection is enabled')
    if not DELAY or not st: return _dsr(self)
    if st[0].status != 'DELETE_IN_PROGRESS':
        st[0].status = 'DELETE_IN_PROGRESS'; _ase(st[0], 'DELETE_IN_PROGRESS', resource_status_reason='User Initiated'); threading.Timer(DELAY, lambda: b.delete_stack(st[0].stack_id)).start()
    return EmptyResult()
CR.delete_stack = delete_stack

# ---- what CloudFormation checks before it starts, and the defaults of change sets ----------------------------------------
from moto.cloudformation.responses import CloudFormationResponse as CR
from moto.cloudformation.exceptions import ValidationError, CloudFormationError
class InsufficientCapabilities(CloudFormationError):
    code = 'InsufficientCapabilitiesException'
    def __init__(self, m): super().__init__(m)
def precheck(self, body, params, old=None):
    if body and self._get_param('TemplateBody') and len(body) > 51200:
        raise ValidationError(message=f"1 validation error detected: Value '{body[:40]}...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200")
    t = CM.Stack.parse_template(body); slots = t.get('Parameters') or {}; given = {q['ParameterKey']: q.get('ParameterValue') for q in params if not q.get('UsePreviousValue')}
    extra = [k for k in (q['ParameterKey'] for q in params) if k not in slots]
    if extra: raise ValidationError(message=f'Parameters: [{", ".join(extra)}] do not exist in the template')
    prev = set(old.parameters or {}) if old else set()
    miss = [k for k, d in slots.items() if 'Default' not in d and k not in given and k not in prev and not any(q['ParameterKey'] == k for q in params)]
    if miss: raise ValidationError(message=f'Parameters: [{", ".join(miss)}] must have values')
    for k, v in given.items():
        a = slots[k].get('AllowedValues')
        if a and str(v) not in [str(x) for x in a]: raise ValidationError(message=f"Parameter '{k}' must be one of AllowedValues")
        if slots[k].get('Type') == 'Number':
            try: float(v)
            except (TypeError, ValueError): raise ValidationError(message=f"Parameter '{k}' must be a number.")
        if slots[k].get('Type') == 'AWS::EC2::KeyPair::KeyName' and v not in ec2_backends[self.current_account][self.region].key_pairs: raise ValidationError(message=f'Parameter validation failed: parameter value {v} for parameter name {k} does not exist. Rollback requested by user.')
    caps = self._get_param('Capabilities', []) or []
    iam = [r for r in (t.get('Resources') or {}).values() if r.get('Type', '').startswith('AWS::IAM::')]
    named = any(k in (r.get('Properties') or {}) for r in iam for k in ('RoleName', 'ManagedPolicyName', 'UserName', 'GroupName', 'InstanceProfileName'))
    if iam and not ({'CAPABILITY_NAMED_IAM'} | (set() if named else {'CAPABILITY_IAM'})) & set(caps):
        raise InsufficientCapabilities(f"Requires capabilities : [{'CAPABILITY_NAMED_IAM' if named else 'CAPABILITY_IAM'}]")
def tbody(self):
    u = self._get_param('TemplateURL'); return self._get_stack_from_s3_url(u) if u else self._get_param('TemplateBody')
_cs, _us, _ccs = CR.create_stack, CR.update_stack, CR.create_change_set
def create_stack(self):
    precheck(self, tbody(self), self._get_param('Parameters', []) or []); return _cs(self)
def update_stack(self):
    old = self.cloudformation_backend.get_stack(self._get_param('StackName')); b = tbody(self) or old.template; ps = self._get_param('Parameters', []) or []
    if old.status.endswith('_IN_PROGRESS'): raise ValidationError(message=f'Stack:{old.stack_id} is in {old.status} state and can not be updated.')
    precheck(self, b, ps, old)
    if b == old.template and all(q.get('UsePreviousValue') or str(old.stack_parameters.get(q['ParameterKey'])) == str(q.get('ParameterValue')) for q in ps): raise ValidationError(message='No updates are to be performed.')
    return _us(self)
def create_change_set(self):
    g = self._get_param; self._get_param = lambda n, d=None: g(n, 'UPDATE' if n == 'ChangeSetType' else d)   # AWS's default is UPDATE
    old = None
    if self._get_param('ChangeSetType') == 'UPDATE':
        if not any(s.name == g('StackName') or s.stack_id == g('StackName') for s in self.cloudformation_backend.stacks.values()): raise ValidationError(message=f"Stack [{g('StackName')}] does not exist")
        old = self.cloudformation_backend.get_stack(g('StackName'))
    precheck(self, tbody(self) or (old.template if old else ''), g('Parameters', []) or [], old)
    self._validate_different_update = lambda *a: None   # an empty change set is made and has the status FAILED
    return _ccs(self)
CR.create_stack, CR.update_stack, CR.create_change_set = create_stack, update_stack, create_change_set
def cs_diff(self):
    d = self.stack.resource_map.build_resource_diff(self.template_dict, self.parameters or None) if self.stack.template_dict else {'Add': list(self.template_dict['Resources']), 'Modify': [], 'Remove': []}
    old = getattr(self.stack.resource_map, '_resource_json_map', {}) or {}
    return [CM.Change(action=a, logical_resource_id=n, resource_type=(self.template_dict['Resources'].get(n) or old.get(n))['Type']) for a, l in d.items() for n in dict.fromkeys(l)]
CM.ChangeSet.diff = cs_diff
_brd = P.ResourceMap.build_resource_diff
def build_resource_diff(self, other, parameters=None):   # moto adds empty Properties to what it has read
    for t in (self._resource_json_map, other['Resources']):
        for r in t.values(): r.setdefault('Properties', {})
    return _brd(self, other, parameters)
P.ResourceMap.build_resource_diff = build_resource_diff
_bcs = CM.CloudFormationBackend.create_change_set
def b_create_change_set(self, **k):
    i, sid = _bcs(self, **k); c = self.change_sets[i]
    if k['change_set_type'] == 'UPDATE' and not c.changes: c.status, c.execution_status, c.status_reason = 'FAILED', 'UNAVAILABLE', "The submitted information didn't contain changes. Submit different information to create a change set."
    return i, sid
CM.CloudFormationBackend.create_change_set = b_create_change_set
_pt2 = CM.ChangeSet._parse_template
def cs_parse(self): self.template_dict = CM.Stack.parse_template(self.template)
CM.ChangeSet._parse_template = cs_parse
def validate_template(self):
    import cfnlint, cfnlint.decode
    t = CM.Stack.parse_template(tbody(self))
    if 'Resources' not in t: raise ValidationError(message='Template format error: At least one Resources member must be defined.')
    iam = any(r.get('Type', '').startswith('AWS::IAM::') for r in t['Resources'].values())
    return ActionResult({'Description': t.get('Description', ''), 'Parameters': [{'ParameterKey': k, 'DefaultValue': str(d['Default']) if 'Default' in d else None, 'NoEcho': bool(d.get('NoEcho')), 'Description': d.get('Description')} for k, d in (t.get('Parameters') or {}).items()], 'Capabilities': ['CAPABILITY_NAMED_IAM'] if iam else []})
CR.validate_template = validate_template
