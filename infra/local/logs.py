"""Prints what the functions of the local stack have logged, oldest first."""

from __future__ import annotations

import boto3


def main() -> None:
    logs = boto3.client("logs")
    lines: list[tuple[int, str]] = []
    for group in logs.describe_log_groups(logGroupNamePrefix="/aws/lambda/")["logGroups"]:
        name = group["logGroupName"]
        for page in logs.get_paginator("filter_log_events").paginate(logGroupName=name):
            function = name.rsplit("/", 1)[-1]
            lines += [
                (event["timestamp"], f"{function}: {event['message'].rstrip()}") for event in page["events"]
            ]
    for _, line in sorted(lines, key=lambda line: line[0]):
        print(line)


if __name__ == "__main__":
    main()
