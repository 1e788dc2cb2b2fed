"""Drives every operation of a local endpoint by boto3: python drive.py URL.

The server runs in virtual time and answers the task "Charge". Prints the operations that answered; ends with 1 at the first answer that is not the expected one.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::111111111111:role/role"
sfn = boto3.client("stepfunctions", endpoint_url=sys.argv[1], region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
called = set()


def call(operation, **request):
    called.add(operation)
    answer = getattr(sfn, operation)(**request)
    answer.pop("ResponseMetadata")
    return answer


def refused(code, operation, **request):
    try:
        call(operation, **request)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{operation} was not refused with {code}")


def expect(actual, expected):
    assert actual == expected, f"expected {expected!r}, received {actual!r}"


def machine(name, state, **more):
    definition = json.dumps({"StartAt": "Only", "States": {"Only": {**state, "End": True}}})
    return call("create_state_machine", name=name, definition=definition, roleArn=ROLE, **more)["stateMachineArn"]


# Activities, tokens, tags.
activity = call("create_activity", name="Pick")["activityArn"]
expect(call("describe_activity", activityArn=activity)["name"], "Pick")
expect([each["name"] for each in call("list_activities")["activities"]], ["Pick"])
picking = machine("Picking", {"Type": "Task", "Resource": activity, "HeartbeatSeconds": 60})
one, other = [call("start_execution", stateMachineArn=picking, input="[1]")["executionArn"] for _ in range(2)]
first = call("get_activity_task", activityArn=activity, workerName="python")
expect(json.loads(first["input"]), [1])
call("send_task_heartbeat", taskToken=first["taskToken"])
call("send_task_success", taskToken=first["taskToken"], output='{"picked": true}')
call("send_task_failure", taskToken=call("get_activity_task", activityArn=activity)["taskToken"], error="Gone", cause="sold out")
expect(json.loads(call("describe_execution", executionArn=one)["output"]), {"picked": True})
expect(call("describe_execution", executionArn=other)["error"], "Gone")
refused("TaskTimedOut", "send_task_success", taskToken=first["taskToken"], output="1")
call("tag_resource", resourceArn=picking, tags=[{"key": "a", "value": "b"}])
expect(call("list_tags_for_resource", resourceArn=picking)["tags"], [{"key": "a", "value": "b"}])
call("untag_resource", resourceArn=picking, tagKeys=["a"])
call("delete_activity", activityArn=activity)
refused("ActivityDoesNotExist", "describe_activity", activityArn=activity)

# Revisions, versions, aliases: the order in which Terraform calls.
definition = {"StartAt": "Only", "States": {"Only": {"Type": "Pass", "Result": 1, "End": True}}}
expect(call("validate_state_machine_definition", definition=json.dumps(definition))["result"], "OK")
orders = machine("Orders", {"Type": "Pass", "Result": 1}, publish=True)
expect(call("describe_state_machine", stateMachineArn=orders)["status"], "ACTIVE")
expect(call("list_state_machine_versions", stateMachineArn=orders)["stateMachineVersions"][0]["stateMachineVersionArn"], orders + ":1")
expect(call("list_state_machine_aliases", stateMachineArn=orders)["stateMachineAliases"], [])
expect(call("list_tags_for_resource", resourceArn=orders)["tags"], [])
definition["States"]["Only"]["Result"] = 2
call("update_state_machine", stateMachineArn=orders, definition=json.dumps(definition))
expect(call("publish_state_machine_version", stateMachineArn=orders)["stateMachineVersionArn"], orders + ":2")
alias = call(
    "create_state_machine_alias", name="live", routingConfiguration=[{"stateMachineVersionArn": orders + ":1", "weight": 100}]
)["stateMachineAliasArn"]
execution = call("start_execution", stateMachineArn=alias)["executionArn"]
expect(call("describe_execution", executionArn=execution)["output"], "1")
call("update_state_machine_alias", stateMachineAliasArn=alias, routingConfiguration=[{"stateMachineVersionArn": orders + ":2", "weight": 100}])
expect(call("describe_state_machine_alias", stateMachineAliasArn=alias)["routingConfiguration"][0]["stateMachineVersionArn"], orders + ":2")
expect(json.loads(call("describe_state_machine_for_execution", executionArn=execution)["definition"])["States"]["Only"]["Result"], 1)
refused("ConflictException", "delete_state_machine_version", stateMachineVersionArn=orders + ":2")
call("delete_state_machine_alias", stateMachineAliasArn=alias)
call("delete_state_machine_version", stateMachineVersionArn=orders + ":1")

# Executions.
pages = [page["events"] for page in sfn.get_paginator("get_execution_history").paginate(executionArn=execution, PaginationConfig={"PageSize": 3})]
called.add("get_execution_history")
expect([event["id"] for page in pages for event in page], [1, 2, 3, 4])
waiting = machine("Waiting", {"Type": "Wait", "Seconds": 3600})
stopped = call("start_execution", stateMachineArn=waiting, name="stopped")["executionArn"]
call("stop_execution", executionArn=stopped, error="Enough", cause="really")
expect(call("list_executions", stateMachineArn=waiting, statusFilter="ABORTED")["executions"][0]["name"], "stopped")
call("redrive_execution", executionArn=stopped)
expect(call("describe_execution", executionArn=stopped)["redriveCount"], 1)
refused("ExecutionDoesNotExist", "describe_execution", executionArn=stopped + "-not")
express = machine("Express", {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}}, type="EXPRESS")
expect(json.loads(call("start_sync_execution", stateMachineArn=express)["output"]), {"charged": True})
tested = call("test_state", definition=json.dumps({"Type": "Pass", "Result": 5, "Next": "After"}))
expect((tested["status"], tested["output"], tested["nextState"]), ("SUCCEEDED", "5", "After"))

# Map runs.
child = {"StartAt": "Do", "States": {"Do": {"Type": "Wait", "Seconds": 60, "End": True}}}
processor = {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, **child}
batch = machine("Batch", {"Type": "Map", "Label": "Items", "MaxConcurrency": 1, "ItemProcessor": processor})
mapping = call("start_execution", stateMachineArn=batch, input="[1, 2, 3]")["executionArn"]
map_run = call("list_map_runs", executionArn=mapping)["mapRuns"][0]["mapRunArn"]
call("update_map_run", mapRunArn=map_run, maxConcurrency=2)
described = call("describe_map_run", mapRunArn=map_run)
expect((described["maxConcurrency"], described["itemCounts"]["running"]), (2, 2))
expect(len(call("list_executions", mapRunArn=map_run)["executions"]), 2)

expect(sorted(each["name"] for each in call("list_state_machines")["stateMachines"]), ["Batch", "Express", "Orders", "Picking", "Waiting"])
call("delete_state_machine", stateMachineArn=orders)
refused("StateMachineDoesNotExist", "start_execution", stateMachineArn=orders)
refused("ValidationException", "list_state_machines", maxResults=1001)

missing = {sfn.meta.method_to_api_mapping[name] for name in called} ^ set(sfn.meta.service_model.operation_names)
assert not missing, f"not called: {sorted(missing)}"
print(f"boto3 {boto3.__version__}: {len(called)} operations answered")
