import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as handlers from './handlers';

/** The Lambda functions of the trip desk, deployed from the very handlers; both stacks use them. */
export class TripFunctions extends Construct {
  readonly bookFlight = this.deploy('BookFlight', handlers.bookFlight);
  readonly bookHotel = this.deploy('BookHotel', handlers.bookHotel);
  readonly bookCar = this.deploy('BookCar', handlers.bookCar);
  readonly confirmTrip = this.deploy('ConfirmTrip', handlers.confirmTrip);
  readonly cancelFlight = this.deploy('CancelFlight', handlers.cancelFlight);
  readonly cancelHotel = this.deploy('CancelHotel', handlers.cancelHotel);
  readonly cancelCar = this.deploy('CancelCar', handlers.cancelCar);
  readonly askManager = this.deploy('AskManager', handlers.askManager);

  private deploy(id: string, handler: (event: never) => Promise<unknown>): LambdaFunction {
    return new LambdaFunction(this, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      // The handlers use nothing but their event, so their text is all there is to deploy.
      code: Code.fromInline(`exports.handler = ${handler.toString()};`),
    });
  }
}
