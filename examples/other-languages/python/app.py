import aws_cdk as cdk
from aws_cdk import Duration, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct


class OrdersStack(Stack):
    """Charges an order, and keeps it."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        table = dynamodb.Table(
            self, "Table", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING)
        )
        charge = lambda_.Function(
            self,
            "Charge",
            runtime=lambda_.Runtime.PYTHON_3_13,
            handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context):\n    return {'receipt': 'r-1'}\n"),
        )
        charging = tasks.LambdaInvoke(
            self, "Charge Card", lambda_function=charge, payload_response_only=True, result_path="$.charged"
        )
        charging.add_retry(errors=["Busy"], interval=Duration.minutes(1), max_attempts=2)
        charging.add_catch(sfn.Fail(self, "Refused", error="OrderRefused"), errors=["CardDeclined"])
        keeping = tasks.DynamoPutItem(
            self,
            "Keep",
            table=table,
            item={"id": tasks.DynamoAttributeValue.from_string(sfn.JsonPath.string_at("$.orderId"))},
            result_path=sfn.JsonPath.DISCARD,
        )
        sfn.StateMachine(self, "Orders", definition_body=sfn.DefinitionBody.from_chainable(charging.next(keeping)))


app = cdk.App()
OrdersStack(app, "OrdersStack")
app.synth()
