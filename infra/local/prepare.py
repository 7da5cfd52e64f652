"""Makes a deployed local stack ready: the demo users, and what the emulator's CloudFormation leaves out.

    prepare.py OUTPUTS

OUTPUTS is the JSON that deploy.py printed. Prints the users of users.json as JSON, each with the password
that was made for this run.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import Any

import boto3
import yaml

HERE = Path(__file__).parent

# Officials have an agency, requesters an account of the national portal.
ATTRIBUTES = {"name": "name", "custom:agency": "agency", "custom:account": "account"}


def main() -> None:
    outputs = json.loads(sys.argv[1])
    apply_what_was_left_out(outputs)
    print(json.dumps(demo_users(outputs["UserPoolId"]), ensure_ascii=False))


def apply_what_was_left_out(outputs: dict[str, str]) -> None:
    """Turns on what the template declares and MiniStack 1.5 takes without effect."""
    declared = resources(outputs["TableName"])
    for bucket in ("CopiesBucket", "RegistersBucket"):
        boto3.client("s3").put_object_lock_configuration(
            Bucket=outputs[f"{bucket}Name"],
            ObjectLockConfiguration=declared[bucket]["Properties"]["ObjectLockConfiguration"],
        )
    boto3.client("apigatewayv2").update_api(
        ApiId=outputs["ApiId"], CorsConfiguration=declared["Api"]["Properties"]["CorsConfiguration"]
    )


def resources(stack: str) -> dict[str, Any]:
    """The template's resources, with references to parameters resolved as they were deployed."""
    deployed = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["Parameters"]
    parameters = {one["ParameterKey"]: str(one["ParameterValue"]) for one in deployed}

    class Loader(yaml.SafeLoader):
        """Reads past CloudFormation's other functions."""

    def reference(_loader: yaml.SafeLoader, node: Any) -> str | int:
        value: str = parameters.get(node.value, node.value)
        return int(value) if value.isdigit() else value

    Loader.add_multi_constructor("!", lambda loader, tag, node: None)
    Loader.add_constructor("!Ref", reference)
    template = yaml.load((HERE.parent / "template.yaml").read_text(encoding="utf-8"), Loader)
    found: dict[str, Any] = template["Resources"]
    return found


def demo_users(pool: str) -> list[dict[str, Any]]:
    """Makes the users of users.json, each with a password of its own."""
    cognito = boto3.client("cognito-idp")
    users: list[dict[str, Any]] = json.loads((HERE / "users.json").read_text(encoding="utf-8"))
    for user in users:
        user["password"] = f"Mau-{secrets.token_urlsafe(12)}-1"
        cognito.admin_create_user(
            UserPoolId=pool,
            Username=user["username"],
            MessageAction="SUPPRESS",
            UserAttributes=[
                {"Name": attribute, "Value": user[key]}
                for attribute, key in ATTRIBUTES.items()
                if key in user
            ],
        )
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=user["username"], Password=user["password"], Permanent=True
        )
        for group in user["groups"]:
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=user["username"], GroupName=group)
    return users


if __name__ == "__main__":
    main()
