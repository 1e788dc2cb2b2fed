/** What every snippet of the type tests stands on. */
export const prelude = `
import type { Callback, Context, Handler } from 'aws-lambda';
import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConnection } from 'aws-cdk-lib/aws-events';
import type { IActivity } from 'aws-cdk-lib/aws-stepfunctions';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { backTo, dedupe, distributedMap, fanOut, fromState, itemsIn, loop, pollUntil, waitForApproval } from 'drystep';
import { filter, isAfter, isBefore, find, keysOf, mapItems, pick, sort, sum } from 'drystep/expressions';
import { activity, http, sdk, startWorkflow, type SdkFields } from 'drystep';
import { toJson } from 'drystep/expressions';
import { choice, choiceOn, fail, handler, invoke, map, parallel, pass, retry, saga, steps, succeed, task, tryCatch, typed, wait, Workflow, workflow } from 'drystep';
import { add, and, eq, format, gt, isPresent, not, optional, orElse, ifElse, required } from 'drystep/expressions';
import type { Expression, Flow, HandlerReference, Ref, Step, WorkflowProps } from 'drystep';
interface Line { sku: string; quantity: number }
interface Order { orderId: string; total: number; note?: string; kind: 'gift' | 'plain'; lines: Line[]; address: { city: string; zip?: string } }
type Payment = { kind: 'card'; card: string } | { kind: 'invoice'; address: string };
interface Receipt { receiptId: string; at: Date }
interface ChargeEvent { orderId: string; amount: number; note?: string; tags?: { name: string; weight?: number } }
declare const lambdaFunction: IFunction;
declare const scope: Construct;
declare const charge: HandlerReference<ChargeEvent, { receiptId: string; at: string }>;
declare const ship: HandlerReference<{ receipt: string }, { trackingId: string }>;
declare const ask: HandlerReference<{ token: string; total: number }, null>;
declare const child: Workflow<{ id: string }, { parcel: string }>;
declare const bucket: IBucket;
declare const worker: IActivity;
declare const connection: IConnection;
const start = workflow<Order>();
type Same<Left, Right> = (<Type>() => Type extends Left ? 1 : 2) extends <Type>() => Type extends Right ? 1 : 2 ? true : false;
type Flat<Type> = Type extends readonly unknown[] ? { [Index in keyof Type]: Flat<Type[Index]> } : Type extends object ? { [Key in keyof Type]: Flat<Type[Key]> } : Type;
type OutputOf<F> = F extends Flow<never, infer Output, unknown, never> ? Flat<Output> : never;
type VariablesOf<F> = F extends Flow<never, unknown, infer Variables, never> ? Flat<Variables> : never;
type Is<Left, Right> = Same<Left, Flat<Right>>;
declare function sure<Claim extends true>(): Claim;
declare function typeOf<Event, Result>(reference: HandlerReference<Event, Result>): { event: Event; result: Result };
`;
