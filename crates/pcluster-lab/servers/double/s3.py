"""S3: conditions in bucket policies."""
import datetime, ipaddress, json, os, sys, threading, time, uuid

# ---- S3: moto takes an unmet Condition (aws:SecureTransport, aws:SourceArn ...) for a denial, and does not tell a service principal from the caller -----------------
import moto.iam.access_control as AC
_st = AC.IAMPolicyStatement.is_action_permitted
def permitted(self, action, *a, **k):
    pr = self._statement.get('Principal')
    if action.startswith('s3:') and ('Condition' in self._statement or isinstance(pr, dict) and set(pr) == {'Service'}): return AC.PermissionResult.NEUTRAL
    return _st(self, action, *a, **k)
AC.IAMPolicyStatement.is_action_permitted = permitted
