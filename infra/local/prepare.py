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


def main() -> None:
    outputs = json.loads(sys.argv[1])
    lock_copies(outputs["CopiesBucketName"])
    print(json.dumps(demo_users(outputs["UserPoolId"]), ensure_ascii=False))


def lock_copies(bucket: str) -> None:
    """Turns on the Object Lock that the template declares and MiniStack 1.5 does not apply."""
    boto3.client("s3").put_object_lock_configuration(
        Bucket=bucket,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": retention_days()}},
        },
    )


def retention_days() -> int:
    """The default of the template's parameter CopyRetentionDays."""

    class Loader(yaml.SafeLoader):
        """Reads past CloudFormation's tags."""

    Loader.add_multi_constructor("!", lambda loader, tag, node: None)
    template = yaml.load((HERE.parent / "template.yaml").read_text(encoding="utf-8"), Loader)
    days: int = template["Parameters"]["CopyRetentionDays"]["Default"]
    return days


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
                {"Name": "name", "Value": user["name"]},
                {"Name": "custom:agency", "Value": user["agency"]},
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
