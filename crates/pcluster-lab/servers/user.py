#!/usr/bin/env python3
"""Makes a user of the emulator of AWS who may do some actions alone, and lets the emulator judge calls from then on.

  user.py URL NAME ACTION...   prints the access key id and the secret access key
"""

import json
import sys
import urllib.request

import boto3


def judge_after(url, calls):
    """From so many calls on, policies count."""
    request = urllib.request.Request(url + "/moto-api/reset-auth", calls, {"Content-Type": "text/plain"})
    urllib.request.urlopen(request)


url, name, *actions = sys.argv[1:]
iam = boto3.client(
    "iam",
    endpoint_url=url,
    region_name="us-east-1",
    aws_access_key_id="testing",
    aws_secret_access_key="testing",
)
judge_after(url, b"inf")
iam.create_user(UserName=name)
statement = {"Effect": "Allow", "Action": actions, "Resource": "*"}
policy = {"Version": "2012-10-17", "Statement": [statement]}
iam.put_user_policy(UserName=name, PolicyName="limits", PolicyDocument=json.dumps(policy))
key = iam.create_access_key(UserName=name)["AccessKey"]
print(key["AccessKeyId"], key["SecretAccessKey"])
judge_after(url, b"0")
