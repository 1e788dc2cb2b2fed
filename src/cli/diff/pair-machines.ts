import type { Side, SideMachine } from './read-side';

/** A machine before and after; one side is undefined where it was added or removed. */
export interface MachinePair {
  readonly before: SideMachine | undefined;
  readonly after: SideMachine | undefined;
}

/** What tells that two machines are the same one, the surest first. */
const TELLS: readonly ((machine: SideMachine) => string | undefined)[] = [
  ({ constructPath }) => constructPath,
  ({ logicalId }) => logicalId,
  ({ givenName }) => givenName,
  ({ name }) => name,
];

/** Pairs the machines of two sides, those of the later side in its order, then those that are gone. A name that several have pairs none. */
export function pairMachines(before: Side, after: Side): readonly MachinePair[] {
  const partners = new Map<SideMachine, SideMachine>();
  let [left, right] = [before.machines, after.machines];
  const pair = (one: SideMachine, other: SideMachine): void => {
    partners.set(other, one);
    left = left.filter((each) => each !== one);
    right = right.filter((each) => each !== other);
  };
  for (const tell of TELLS) {
    for (const machine of right) {
      const told = tell(machine);
      const same = (each: SideMachine): boolean => told !== undefined && tell(each) === told;
      const [one, ...others] = left.filter(same);
      if (one !== undefined && others.length === 0 && right.filter(same).length === 1) pair(one, machine);
    }
  }
  // Two definitions are compared whatever their files are called.
  if (
    before.machines.length === 1 &&
    after.machines.length === 1 &&
    left[0] !== undefined &&
    right[0] !== undefined &&
    isUnnamed(left[0], right[0])
  )
    pair(left[0], right[0]);
  return [
    ...after.machines.map((machine) => ({ before: partners.get(machine), after: machine })),
    ...left.map((machine) => ({ before: machine, after: undefined })),
  ];
}

/** Two machines of templates with neither path, id nor name in common are two machines. */
function isUnnamed(one: SideMachine, other: SideMachine): boolean {
  return one.logicalId === undefined || other.logicalId === undefined;
}
