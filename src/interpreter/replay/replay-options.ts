import type { ExecutionOptions } from '../execution-options';
import type { RecordedHistory } from './recorded-history';

/** What a history does not hold, or holds under other names than the run should have. */
export interface ReplayOptions extends Pick<ExecutionOptions, 'name' | 'stateMachineName' | 'objects' | 'activities' | 'tasks' | 'quotas'> {
  /**
   * Whether the times of the history count: tasks take as long as recorded, and a Wait or a retry of another length is a divergence.
   * With false tasks end at once, and times are not compared.
   * @default true
   */
  readonly times?: boolean;
  /**
   * Histories of child executions of distributed Maps, in any order: found by the input that each was started with.
   * @default none: a distributed Map with tasks is taken as recorded, and named in `unchecked`
   */
  readonly children?: readonly RecordedHistory[];
}
