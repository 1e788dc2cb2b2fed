/** What is asked of a branch to find it. */
interface CutBranch<Log> {
  /** Kind of the state it stands in; empty between states. */
  readonly kind: string;
  readonly failed: boolean;
  /** The branches that its state has started. */
  readonly current: { readonly children: readonly Log[] } | undefined;
}

/**
 * The branch that an event of a state that was cut short is about: the event names no state, and points at the branch that failed. It is the first one beside that,
 * or inside of those, that stands in a state of the kind.
 *
 * @param children of the run that the failed branch is of
 */
export function branchCutShort<Log extends CutBranch<Log>>(children: readonly Log[], kind: string, failed: Log): Log | undefined {
  for (const log of children) {
    if (log === failed) continue;
    const found = log.kind === kind && !log.failed ? log : branchCutShort(log.current?.children ?? [], kind, failed);
    if (found !== undefined) return found;
  }
  return undefined;
}
