"""IAM: what moto says when it denies a call, in the protocol of the service, as AWS does. Moto has one form for all."""

import json
from xml.sax.saxutils import escape

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import AccessDeniedError, _RESTError

judge = ActionAuthenticatorMixin._authenticate_and_authorize_normal_action


def in_protocol(error, headers):
    """The same error, as the service that was called would write it."""
    code, message = error.error_type, error.message
    if isinstance(error, AccessDeniedError):
        action = message.rsplit(" ", 1)[-1]
        message += f" because no identity-based policy allows the {action} action"
    if "X-Amz-Target" in headers:
        error.code = 400
        error.description = json.dumps({"__type": f"{code}Exception", "message": message})
        error.content_type = "application/x-amz-json-1.1"
        error.error_type = f"{code}Exception"
    else:
        inner = f"<Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message>"
        error.description = f"<ErrorResponse><Error>{inner}</Error><RequestId>1</RequestId></ErrorResponse>"
        error.content_type = "text/xml"
    return error


def judge_in_protocol(self, resource="*"):
    try:
        judge(self, resource)
    except _RESTError as error:
        raise in_protocol(error, self.headers) from None


ActionAuthenticatorMixin._authenticate_and_authorize_normal_action = judge_in_protocol
