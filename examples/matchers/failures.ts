import 'drystep/jest';
import type { ExecutionMatchers } from 'drystep/jest';
import type { Executions } from './executions';

/** Every matcher, asked for something that is not so. */
export const failures: Readonly<Record<Exclude<keyof ExecutionMatchers<void>, `toMatch${string}`>, (executions: Executions) => void>> = {
  toSucceed({ rejected }) {
    expect(rejected).toSucceed();
  },
  toSucceedWith({ shipped }) {
    expect(shipped).toSucceedWith(expect.objectContaining({ receipt: { receiptId: 'r-2' }, shipment: { trackingId: 't-1' } }));
  },
  toFailWith({ rejected }) {
    expect(rejected).toFailWith('OrderRejected', /no carrier/);
  },
  toHaveVisited({ rejected }) {
    expect(rejected).toHaveVisited('Charge Card', 'Ask Manager', 'Ship');
  },
  toHaveVisitedExactly({ shipped }) {
    expect(shipped).toHaveVisitedExactly('Charge Card', 'Ship');
  },
  toHaveTransitioned({ rejected }) {
    expect(rejected).toHaveTransitioned('Ship', 'Reject');
  },
  toHaveRetried({ rejected }) {
    expect(rejected).toHaveRetried('Ship', 2, { delays: [{ seconds: 1 }, { seconds: 5 }] });
  },
  toHaveCaught({ rejected }) {
    expect(rejected).toHaveCaught('Ship', 'States.Timeout');
  },
  toHaveCalled({ rejected }) {
    expect(rejected).toHaveCalled('Ship', 1);
  },
  toHaveCalledWith({ shipped }) {
    expect(shipped).toHaveCalledWith('Charge Card', { orderId: 'o-1', amount: 4000 });
  },
  toHaveWaited({ rejected }) {
    expect(rejected).toHaveWaited('Ship', { seconds: 2 });
  },
  toHaveTaken({ rejected }) {
    expect(rejected).toHaveTaken({ minutes: 1 });
  },
  toHaveStateInput({ shipped }) {
    expect(shipped).toHaveStateInput('Large?', { orderId: 'o-1', total: 40 });
  },
  toHaveStateOutput({ shipped }) {
    expect(shipped).toHaveStateOutput('Small', expect.objectContaining({ total: 41 }));
  },
  toHaveVariables({ counted }) {
    expect(counted).toHaveVariables({ left: 5 });
  },
  toStayWithin({ rejected }) {
    expect(rejected).toStayWithin({ events: 20, duration: { seconds: 2 } });
  },
  toBeValid() {
    expect({ StartAt: 'Ship', States: { Ship: { Type: 'Wait', Seconds: 'soon', End: true } } }).toBeValid();
  },
};
