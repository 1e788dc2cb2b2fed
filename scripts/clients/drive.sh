#!/usr/bin/env bash
# Drives every operation of a local endpoint by the AWS command line: drive.sh URL. Prints how many operations answered; ends with 1 at the first answer that is not the expected one.
# The server runs in virtual time and answers the task "Express/Only".
set -euo pipefail
export AWS_ENDPOINT_URL_SFN="$1" AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DISABLE_HOST_PREFIX_INJECTION=true AWS_PAGER= AWS_EC2_METADATA_DISABLED=true
called=$(mktemp)
trap 'rm -f "$called"' EXIT
sfn() { echo "$1" >>"$called"; aws stepfunctions "$@" --output text; }
expect() { [ "$1" = "$2" ] || { echo "expected $2, received $1"; exit 1; }; }
refused() { local code="$1"; shift; expect "$(sfn "$@" 2>&1 | grep -o "($code)" || true)" "($code)"; }

definition='{"StartAt":"Only","States":{"Only":{"Type":"Pass","Result":"done","End":true}}}'
other='{"StartAt":"Only","States":{"Only":{"Type":"Pass","Result":"other","End":true}}}'
role=arn:aws:iam::111111111111:role/role
create() { sfn create-state-machine --name "$1" --definition "$2" --role-arn "$role" --query stateMachineArn "${@:3}"; }

# Machines, executions, what is wrong with a request.
expect "$(sfn validate-state-machine-definition --definition "$definition" --query result)" OK
machine=$(create Cli "$definition" --publish)
expect "$(sfn list-state-machines --query 'stateMachines[].name')" Cli
execution=$(sfn start-execution --state-machine-arn "$machine" --input '{"a":1}' --query executionArn)
expect "$(sfn describe-execution --execution-arn "$execution" --query output)" '"done"'
expect "$(sfn get-execution-history --execution-arn "$execution" --query 'length(events)')" 4
expect "$(sfn list-executions --state-machine-arn "$machine" --query 'executions[].status')" SUCCEEDED
expect "$(sfn describe-state-machine-for-execution --execution-arn "$execution" --query name)" Cli
refused ExecutionDoesNotExist describe-execution --execution-arn "$execution-not"
refused ExecutionNotRedrivable redrive-execution --execution-arn "$execution"
express=$(create Express "$definition" --type EXPRESS)
expect "$(sfn start-sync-execution --state-machine-arn "$express" --query status)" SUCCEEDED
expect "$(sfn test-state --definition '{"Type":"Pass","End":true}' --input '[1]' --query output)" '[1]'
waiting=$(sfn start-execution --state-machine-arn "$(create Waiting '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}')" --query executionArn)
sfn stop-execution --execution-arn "$waiting" --error Enough >/dev/null
expect "$(sfn describe-execution --execution-arn "$waiting" --query '[status,error]')" "ABORTED	Enough"

# Versions and aliases.
sfn update-state-machine --state-machine-arn "$machine" --definition "$other" >/dev/null
expect "$(sfn publish-state-machine-version --state-machine-arn "$machine" --query stateMachineVersionArn)" "$machine:2"
alias=$(sfn create-state-machine-alias --name live --routing-configuration "stateMachineVersionArn=$machine:1,weight=100" --query stateMachineAliasArn)
sfn update-state-machine-alias --state-machine-alias-arn "$alias" --routing-configuration "stateMachineVersionArn=$machine:2,weight=100" >/dev/null
expect "$(sfn describe-state-machine-alias --state-machine-alias-arn "$alias" --query 'routingConfiguration[0].stateMachineVersionArn')" "$machine:2"
expect "$(sfn list-state-machine-aliases --state-machine-arn "$machine" --query 'length(stateMachineAliases)')" 1
expect "$(sfn list-state-machine-versions --state-machine-arn "$machine" --query 'length(stateMachineVersions)')" 2
refused ConflictException delete-state-machine-version --state-machine-version-arn "$machine:2"
sfn delete-state-machine-alias --state-machine-alias-arn "$alias"
sfn delete-state-machine-version --state-machine-version-arn "$machine:2"

# Activities, tokens, tags.
activity=$(sfn create-activity --name Pick --query activityArn)
expect "$(sfn describe-activity --activity-arn "$activity" --query name)" Pick
expect "$(sfn list-activities --query 'activities[].name')" Pick
picking=$(create Picking "{\"StartAt\":\"Only\",\"States\":{\"Only\":{\"Type\":\"Task\",\"Resource\":\"$activity\",\"HeartbeatSeconds\":60,\"End\":true}}}")
one=$(sfn start-execution --state-machine-arn "$picking" --query executionArn)
two=$(sfn start-execution --state-machine-arn "$picking" --query executionArn)
token=$(sfn get-activity-task --activity-arn "$activity" --worker-name cli --query taskToken)
sfn send-task-heartbeat --task-token "$token"
sfn send-task-success --task-token "$token" --task-output '"picked"'
sfn send-task-failure --task-token "$(sfn get-activity-task --activity-arn "$activity" --query taskToken)" --error Gone --cause 'sold out'
expect "$(sfn describe-execution --execution-arn "$one" --query output)" '"picked"'
expect "$(sfn describe-execution --execution-arn "$two" --query error)" Gone
sfn redrive-execution --execution-arn "$two" >/dev/null
expect "$(sfn describe-execution --execution-arn "$two" --query '[status,redriveCount]')" "RUNNING	1"
sfn tag-resource --resource-arn "$picking" --tags key=a,value=b
expect "$(sfn list-tags-for-resource --resource-arn "$picking" --query 'tags[].[key,value]')" "a	b"
sfn untag-resource --resource-arn "$picking" --tag-keys a
sfn delete-activity --activity-arn "$activity"
refused ActivityDoesNotExist describe-activity --activity-arn "$activity"

# Map runs.
map='{"StartAt":"All","States":{"All":{"Type":"Map","End":true,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}}}}'
mapping=$(sfn start-execution --state-machine-arn "$(create Mapping "$map")" --input '[1,2]' --query executionArn)
run=$(sfn list-map-runs --execution-arn "$mapping" --query 'mapRuns[0].mapRunArn')
sfn update-map-run --map-run-arn "$run" --max-concurrency 5
expect "$(sfn describe-map-run --map-run-arn "$run" --query '[status,maxConcurrency]')" "RUNNING	5"

sfn delete-state-machine --state-machine-arn "$machine"
refused StateMachineDoesNotExist describe-state-machine --state-machine-arn "$machine"
operations=$(sort -u "$called" | wc -l)
expect "$((operations))" 37
echo "$(aws --version | cut -d' ' -f1): $((operations)) operations answered"
