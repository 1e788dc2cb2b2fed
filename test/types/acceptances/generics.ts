import type { Acceptance } from './acceptance';

const audited =
  "interface Audited { auditId: string; kind: 'A' | 'B'; by: { name: string }; note?: string; level: number }\ntype Whole = Audited & { x: number };\n";
const alternatives = "type Card = { kind: 'A'; card: number; id: string }; type Bank = { kind: 'B'; iban: string; id: string };\n";
const used = 'const flow = workflow<Whole>().next(generic<Whole>())';

/** Functions over the type of the input, which is known where they are called. */
export const generics: readonly Acceptance[] = [
  [
    'a generic choiceOn has a case for each value that the constraint allows',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(choiceOn('kind', { A: (order) => order.next(pass('A', { value: ({ input }) => input.by.name, into: 'who' })), B: pass('B') }))
  .next(invoke('C', ship, { payload: ({ input }) => ({ receipt: input.auditId }), discard: true }))
  .next(choiceOn('kind', { A: pass('D'), B: fail('F') }));
${used}.next(pass('E', { output: ({ input }) => ({ x: input.x, who: orElse(input.who, '') }) }));
sure<Is<OutputOf<typeof flow>, { x: number; who: string }>>();
const least = <T extends { kind: 'A' | 'B' }>(flow: Flow<T, T>): Step<T, T> => steps<T>().choiceOn('kind', { A: pass('A'), B: pass('B') });
const kinds = <Kind extends 'A' | 'B'>() => steps<{ kind: Kind }>().choiceOn('kind', { A: pass('A'), B: pass('B') });`,
  ],
  [
    'a case of a generic choiceOn sees its alternatives alone',
    `${alternatives}const generic = <T extends Card | Bank>() => steps<T>().choiceOn('kind', {
  A: (order) => order.next(pass('A', { value: ({ input }) => input.card, into: 'v' })),
  B: (order) => order.next(pass('B', { value: ({ input }) => input.iban, into: 'v' })),
});
const flow = workflow<(Card | Bank) & { x: number }>().next(generic<(Card | Bank) & { x: number }>()).next(pass('E', { output: ({ input }) => ({ x: input.x, v: input.v }) }));
sure<Is<OutputOf<typeof flow>, { x: number; v: string | number }>>();`,
  ],
  [
    'a case sees each alternative that may have its value',
    `const flow = workflow<{ kind: 'A'; a: number } | { kind: 'A' | 'B'; b: string }>().next(choiceOn('kind', { A: pass('A', { value: ({ input }) => input.kind, into: 'v' }), B: pass('B', { value: ({ input }) => input.b, into: 'v' }) }));
sure<Is<OutputOf<typeof flow>['v'], string>>();`,
  ],
  [
    'a generic step hands on a reference as it stands',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(pass('A', { value: ({ input }) => input.level, into: 'was' }))
  .next(choice('C', (c) => c.when(({ input }) => gt(input.was, 1), pass('D')).otherwise(pass('E', { value: ({ input }) => input.by.name, into: 'who' }))));
${used}.next(pass('G', { output: ({ input }) => ({ x: input.x, was: input.was, who: orElse(input.who, '') }) }));
sure<Is<OutputOf<typeof flow>, { x: number; was: number; who: string }>>();
const same = <T extends Audited>() => steps<T>().pass('H', { output: ({ input }) => input });
const told = workflow<Whole>().next(same<Whole>()).next(pass('I', { output: ({ input }) => ({ x: input.x }) }));
sure<Is<OutputOf<typeof told>, { x: number }>>();`,
  ],
  [
    'a generic step copies its input with other fields',
    `${audited}const generic = <T extends Audited>() => workflow<T>()
  .next(invoke('A', ship, { payload: ({ input }) => ({ receipt: input.auditId }), output: ({ input, result }) => ({ ...input, tracking: result.trackingId, level: add(input.level, 1) }) }));
${used}.next(pass('B', { output: ({ input }) => ({ x: input.x, tracking: input.tracking, level: input.level }) }));
sure<Is<OutputOf<typeof flow>, { x: number; tracking: string; level: number }>>();
const inside = <T extends Audited>() => steps<T>().pass('C', { output: ({ input }) => ({ order: { ...input, extra: 1 } }) });
const whole = workflow<Whole>().next(inside<Whole>()).next(pass('D', { output: ({ input }) => ({ x: input.order.x, extra: input.order.extra }) }));
sure<Is<OutputOf<typeof whole>, { x: number; extra: number }>>();
const over = <T extends Audited>() => steps<T>().pass('E', { output: ({ input }) => ({ ...input, level: { deep: 'x' } }) });
const open = workflow<Whole>().next(over<Whole>());
sure<Is<OutputOf<typeof open>['level'], { deep: 'x' }>>();`,
  ],
  [
    'a generic step hands over its input where the constraint fits, and sends its token',
    `const generic = <T extends { receipt: string; total: number }>() => workflow<T>()
  .next(invoke('A', ship, { into: 'done' }))
  .next(invoke('B', ask, { waitForTaskToken: true, payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), result: typed<{ ok: boolean }>(), into: 'answer' }))
  .next(waitForApproval('C', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), timeout: Duration.days(1), into: 'approval' }));
const started = <T extends { id: string }>() => workflow<T>().next(startWorkflow('D', child, { sync: true, into: 'c' }));`,
  ],
];
