import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  DefinitionBody,
  Fail,
  IntegrationPattern,
  JitterType,
  JsonPath,
  Pass,
  StateMachine,
  TaskInput,
  Timeout,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { TripFunctions } from './trip-functions';

/** The same trip desk in plain aws-cdk-lib: what the harness tests without a line of Drystep in the stack. */
export class TripPlainStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const functions = new TripFunctions(this, 'Functions');

    const failed = new Fail(this, 'Book Trip Failed', { errorPath: '$.failure.Error', causePath: '$.failure.Cause' });
    const cancelFlight = this.cancel('Cancel Flight', functions.cancelFlight, { 'flightId.$': '$.flight.flightId' });
    const cancelHotel = this.cancel('Cancel Hotel', functions.cancelHotel, { 'hotelId.$': '$.hotel.hotelId' });
    const cancelCar = this.cancel('Cancel Car', functions.cancelCar, { 'carId.$': '$.car.carId' });
    cancelCar.next(cancelHotel).next(cancelFlight).next(failed);
    // A cancellation that fails for good leaves the others to do.
    cancelCar.addCatch(cancelHotel, { resultPath: JsonPath.DISCARD });
    cancelHotel.addCatch(cancelFlight, { resultPath: JsonPath.DISCARD });
    cancelFlight.addCatch(failed, { resultPath: JsonPath.DISCARD });

    const bookFlight = this.call('Book Flight', functions.bookFlight, '$.flight', {
      'tripId.$': '$.tripId',
      'from.$': '$.from',
      'to.$': '$.to',
    });
    const bookHotel = this.call('Book Hotel', functions.bookHotel, '$.hotel', {
      'tripId.$': '$.tripId',
      'city.$': '$.to',
      'nights.$': '$.nights',
    });
    const bookCar = this.call('Book Car', functions.bookCar, '$.car', { 'tripId.$': '$.tripId', 'city.$': '$.to' });
    const confirmTrip = this.call('Confirm Trip', functions.confirmTrip, '$.confirmation', {
      'flightId.$': '$.flight.flightId',
      'hotelId.$': '$.hotel.hotelId',
      'carId.$': '$.car.carId',
    });
    bookHotel.addCatch(cancelFlight, { resultPath: '$.failure' });
    bookCar.addCatch(cancelHotel, { resultPath: '$.failure' });
    confirmTrip.addCatch(cancelCar, { resultPath: '$.failure' });
    bookFlight.next(bookHotel).next(bookCar).next(confirmTrip);

    const askManager = new LambdaInvoke(this, 'Ask Manager', {
      lambdaFunction: functions.askManager,
      integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
      payload: TaskInput.fromObject({ token: JsonPath.taskToken, 'tripId.$': '$.tripId', 'budget.$': '$.budget' }),
      resultPath: '$.approval',
      taskTimeout: Timeout.duration(Duration.days(7)),
    });
    askManager.addCatch(new Fail(this, 'Approval Expired', { error: 'ApprovalExpired', cause: 'no answer within 7 days' }), {
      errors: ['States.Timeout'],
    });
    const approved = new Choice(this, 'Approved?')
      .when(Condition.booleanEquals('$.approval.approved', true), new Pass(this, 'Go Ahead').next(bookFlight))
      .otherwise(
        new Fail(this, 'Reject Trip', { error: 'TripRejected', causePath: "States.Format('rejected by {}', $.approval.approvedBy)" }),
      );
    const expensive = new Choice(this, 'Expensive?')
      .when(Condition.numberGreaterThan('$.budget', 2000), askManager.next(approved))
      .otherwise(bookFlight);

    new StateMachine(this, 'BookTrip', { definitionBody: DefinitionBody.fromChainable(expensive), timeout: Duration.days(30) });
  }

  private call(name: string, lambdaFunction: IFunction, resultPath: string, payload: Record<string, string>): LambdaInvoke {
    return new LambdaInvoke(this, name, { lambdaFunction, payloadResponseOnly: true, payload: TaskInput.fromObject(payload), resultPath });
  }

  private cancel(name: string, lambdaFunction: IFunction, payload: Record<string, string>): LambdaInvoke {
    const task = new LambdaInvoke(this, name, {
      lambdaFunction,
      payloadResponseOnly: true,
      payload: TaskInput.fromObject(payload),
      resultPath: JsonPath.DISCARD,
      retryOnServiceExceptions: false,
    });
    task.addRetry({
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxDelay: Duration.minutes(5),
      jitterStrategy: JitterType.FULL,
      // Over an hour; without an end to them, an execution dies of its 25,000 events.
      maxAttempts: 20,
    });
    return task;
  }
}
