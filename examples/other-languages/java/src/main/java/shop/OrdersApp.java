package shop;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.JsonPath;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoAttributeValue;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoPutItem;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.constructs.Construct;

/** Charges an order, and keeps it. */
public final class OrdersApp {
    static final class OrdersStack extends Stack {
        OrdersStack(final Construct scope, final String id) {
            super(scope, id);
            final Table table = Table.Builder.create(this, "Table")
                .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
                .build();
            final Function charge = Function.Builder.create(this, "Charge")
                .runtime(Runtime.NODEJS_20_X)
                .handler("index.handler")
                .code(Code.fromInline("exports.handler = async () => ({ receipt: 'r-1' });"))
                .build();
            final LambdaInvoke charging = LambdaInvoke.Builder.create(this, "Charge Card")
                .lambdaFunction(charge)
                .payloadResponseOnly(true)
                .resultPath("$.charged")
                .build();
            charging.addRetry(RetryProps.builder().errors(List.of("Busy")).interval(Duration.minutes(1)).maxAttempts(2).build());
            charging.addCatch(
                Fail.Builder.create(this, "Refused").error("OrderRefused").build(),
                CatchProps.builder().errors(List.of("CardDeclined")).build());
            final DynamoPutItem keeping = DynamoPutItem.Builder.create(this, "Keep")
                .table(table)
                .item(Map.of("id", DynamoAttributeValue.fromString(JsonPath.stringAt("$.orderId"))))
                .resultPath(JsonPath.DISCARD)
                .build();
            StateMachine.Builder.create(this, "Orders")
                .definitionBody(DefinitionBody.fromChainable(charging.next(keeping)))
                .build();
        }
    }

    public static void main(final String[] args) {
        final App app = new App();
        new OrdersStack(app, "OrdersStack");
        app.synth();
    }
}
