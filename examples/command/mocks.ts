import { answer } from 'drystep/testing';

export const Charge = answer
  .fails('Busy')
  .times(2)
  .returnsPayload(({ attempt }: { attempt: number }) => ({ chargeId: `c-${attempt}` }));
export const Thank = { MessageId: 'm-1' };
