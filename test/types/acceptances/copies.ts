import type { Acceptance } from './acceptance';

const copy = (written: string) => `const flow = start.next(pass('A', { output: ({ input, vars }) => (${written}) }));`;

/** Copies of references by spread. */
export const copies: readonly Acceptance[] = [
  [
    'a copy has the fields that were copied, and those beside it',
    `${copy(`{ ...input, total: 'none', extra: input.address.city }`)}
sure<Is<OutputOf<typeof flow>, Omit<Order, 'total'> & { total: 'none'; extra: string }>>();`,
  ],
  ['a copy alone is what was copied', `${copy('{ ...input }')}\nsure<Is<OutputOf<typeof flow>, Order>>();`],
  [
    'several copies have the fields of each',
    `${copy('{ ...input.address, ...input }')}\nsure<Is<OutputOf<typeof flow>, Order & { city: string; zip?: string }>>();`,
  ],
  [
    'a copy of what may be absent has optional fields',
    `const flow = workflow<{ id: string; extra?: { more: number } }>().next(pass('A', { output: ({ input }) => ({ one: 1, ...input.extra }) }));
sure<Is<OutputOf<typeof flow>, { one: number; more?: number }>>();`,
  ],
  [
    'an optional field beside a copy keeps the type of what was copied, too',
    `${copy('{ ...input.address, city: optional(input.note) }')}\nsure<Is<OutputOf<typeof flow>, { city?: string; zip?: string }>>();`,
  ],
  [
    'a copy in a field',
    `${copy('{ id: input.orderId, address: { ...input.address, country: input.kind } }')}
sure<Is<OutputOf<typeof flow>['address'], Order['address'] & { country: 'gift' | 'plain' }>>();`,
  ],
  [
    'a union stays a union',
    `const flow = workflow<Payment>().next(pass('A', { output: ({ input }) => ({ ...input, at: 1 }) }));
sure<Is<OutputOf<typeof flow>, { kind: 'card'; card: string; at: number } | { kind: 'invoice'; address: string; at: number }>>();`,
  ],
  [
    'data that is any stays any',
    `const flow = workflow<any>().next(pass('A', { output: ({ input }) => ({ ...input, at: 1 }) }));\nsure<Same<OutputOf<typeof flow>, any>>();`,
  ],
  [
    'a payload may hand on more than the function takes, and what may be absent',
    `start.next(invoke('A', charge, { payload: ({ input }) => ({ ...input, amount: input.total }) }));
start.next(invoke('B', charge, { payload: ({ input }) => ({ ...input, amount: input.total, note: 'x', tags: { name: input.kind } }) }));`,
  ],
  [
    'variables and items are copied alike',
    `start.next(pass('A', { assign: ({ input }) => ({ kept: { ...input.address, more: 1 } }) })).next(map('M', { items: ({ input }) => input.lines, itemSelector: ({ item, index }) => ({ ...item, index }) }, (line) => line.next(pass('B', { output: ({ input, vars }) => ({ ...input, ...vars.kept }) }))));`,
  ],
];
