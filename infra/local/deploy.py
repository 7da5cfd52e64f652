"""Deploys infra/template.yaml: to the local stack, and to AWS by the same steps.

The built functions are zipped into a bucket of artefacts under the digest of their bytes, the template's
CodeUri lines are pointed at them, and CloudFormation does the rest. Where it deploys to is decided by the
SDK's own environment (AWS_ENDPOINT_URL, AWS_REGION, credentials). Prints the stack's outputs as JSON on
standard output, and what it does on standard error.

    deploy.py --stage trial --parameter MailFrom=… --parameter PublicUrl=… --parameter ConsoleOrigin=…

At an update, a parameter that is not given keeps its value.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError, WaiterError

TEMPLATE = Path(__file__).parent.parent / "template.yaml"
CODE_URI = re.compile(r"CodeUri: (\S+)")


def main() -> None:
    arguments = parse_arguments()
    stack = f"chung-thuc-{arguments.stage}"
    parameters = {"Stage": arguments.stage} | dict(pair.split("=", 1) for pair in arguments.parameter)
    bucket = artefact_bucket(stack)
    method = zipfile.ZIP_STORED if arguments.stored else zipfile.ZIP_DEFLATED
    template = with_uploaded_code(TEMPLATE.read_text(encoding="utf-8"), bucket, method)
    deploy(stack, bucket, upload(bucket, template.encode(), ".yaml"), parameters)
    print(json.dumps(outputs(stack)))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Deploy the stack; outputs as JSON.")
    parser.add_argument("--stage", required=True, help="name of the installation")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument(
        "--stored", action="store_true", help="leave the functions uncompressed, for a stack on this machine"
    )
    return parser.parse_args()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def artefact_bucket(stack: str) -> str:
    """The bucket that functions and templates are uploaded to; made at the first deployment."""
    account = boto3.client("sts").get_caller_identity()["Account"]
    bucket = f"{stack}-artefacts-{account}"
    s3 = boto3.client("s3")
    region = s3.meta.region_name
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] != "404":
            sys.exit(f"The bucket {bucket} cannot be used: {error}")
        say(f"Making the bucket {bucket}")
        # us-east-1 is the one region that must not be named.
        elsewhere = (
            {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        )
        s3.create_bucket(Bucket=bucket, **elsewhere)
        s3.put_public_access_block(
            Bucket=bucket,
            PublicAccessBlockConfiguration={
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
        )
    return bucket


def upload(bucket: str, content: bytes, suffix: str) -> str:
    """Puts content under its digest and returns the key; the same content is the same object."""
    key = hashlib.sha256(content).hexdigest() + suffix
    boto3.client("s3").put_object(Bucket=bucket, Key=key, Body=content)
    return key


def with_uploaded_code(template: str, bucket: str, method: int) -> str:
    """The template with every CodeUri of this machine replaced by an uploaded object."""

    def replace(match: re.Match[str]) -> str:
        bootstrap = (TEMPLATE.parent / match[1] / "bootstrap").resolve()
        if not bootstrap.is_file():
            sys.exit(f"{bootstrap} is missing: build the functions first")
        return f"CodeUri: s3://{bucket}/{upload(bucket, zipped(bootstrap, method), '.zip')}"

    return CODE_URI.sub(replace, template)


def zipped(bootstrap: Path, method: int) -> bytes:
    """A zip of one executable, without times, so that the same build gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o755 << 16
        entry.compress_type = method
        archive.writestr(entry, bootstrap.read_bytes())
    return buffer.getvalue()


def deploy(stack: str, bucket: str, template_key: str, parameters: dict[str, str]) -> None:
    """Creates or updates the stack and waits for its end; ends the program when it failed."""
    cloudformation = boto3.client("cloudformation")
    address = boto3.client("s3").meta.endpoint_url
    request: dict[str, Any] = {
        "StackName": stack,
        # CloudFormation reads it from the bucket with this program's rights.
        "TemplateURL": f"{address}/{bucket}/{template_key}",
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
    }
    kept = kept_parameters(stack, request["TemplateURL"])
    exists = kept is not None
    request["Parameters"] += [
        {"ParameterKey": name, "UsePreviousValue": True} for name in kept or [] if name not in parameters
    ]
    say(f"{'Updating' if exists else 'Creating'} the stack {stack}")
    try:
        (cloudformation.update_stack if exists else cloudformation.create_stack)(**request)
        waiter = cloudformation.get_waiter("stack_update_complete" if exists else "stack_create_complete")
        waiter.wait(StackName=stack, WaiterConfig={"Delay": 2, "MaxAttempts": 600})
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            sys.exit(f"CloudFormation refused the stack {stack}: {error}")
        say("Nothing had changed")
    except WaiterError:
        sys.exit(f"The stack {stack} was not deployed:\n" + "\n".join(failures(stack)))


def kept_parameters(stack: str, template_url: str) -> list[str] | None:
    """Parameters that the deployed stack and the new template both have; None when nothing is deployed."""
    cloudformation = boto3.client("cloudformation")
    try:
        deployed = cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Parameters", [])
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    declared = cloudformation.get_template_summary(TemplateURL=template_url)["Parameters"]
    return sorted({one["ParameterKey"] for one in deployed} & {one["ParameterKey"] for one in declared})


def failures(stack: str) -> list[str]:
    """What CloudFormation said of each resource that failed, first failure first."""
    events = boto3.client("cloudformation").describe_stack_events(StackName=stack)["StackEvents"]
    return [
        f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
        for event in reversed(events)
        if event["ResourceStatus"].endswith("_FAILED")
    ]


def outputs(stack: str) -> dict[str, str]:
    described = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}


if __name__ == "__main__":
    main()
