#!/usr/bin/env bash
# Drives a local endpoint by the AWS command line: drive.sh URL. Ends with 1 at the first answer that is not the expected one.
set -euo pipefail
export AWS_ENDPOINT_URL_SFN="$1" AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=x AWS_SECRET_ACCESS_KEY=x AWS_DISABLE_HOST_PREFIX_INJECTION=true AWS_PAGER= AWS_EC2_METADATA_DISABLED=true
sfn() { aws stepfunctions "$@" --output text; }
expect() { [ "$1" = "$2" ] || { echo "expected $2, received $1"; exit 1; }; }

definition='{"StartAt":"Only","States":{"Only":{"Type":"Pass","Result":"done","End":true}}}'
role=arn:aws:iam::111111111111:role/role
machine=$(sfn create-state-machine --name Cli --definition "$definition" --role-arn "$role" --query stateMachineArn)
execution=$(sfn start-execution --state-machine-arn "$machine" --input '{"a":1}' --query executionArn)
expect "$(sfn describe-execution --execution-arn "$execution" --query output)" '"done"'
expect "$(sfn get-execution-history --execution-arn "$execution" --query 'length(events)')" 4
express=$(sfn create-state-machine --name CliExpress --type EXPRESS --definition "$definition" --role-arn "$role" --query stateMachineArn)
expect "$(sfn start-sync-execution --state-machine-arn "$express" --query status)" SUCCEEDED
expect "$(sfn test-state --definition '{"Type":"Pass","End":true}' --input '[1]' --query output)" '[1]'
expect "$(sfn describe-execution --execution-arn "$execution-not" 2>&1 | grep -o ExecutionDoesNotExist)" ExecutionDoesNotExist
echo "$(aws --version | cut -d' ' -f1): the command line is answered"
