import { kinds, type OptionTable } from '../../asl';
import { EXECUTION_OPTIONS, type ExecutionOptions } from '../execution/execution-options';
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
   * Seconds by which a Wait, a retry or a deadline may come later than the definition says.
   * @default about a second: what the service took between other events of the history, 0.75 s and a thousandth of what it lasts
   */
  readonly latency?: number;
  /**
   * Histories of child executions of distributed Maps, in any order: found by the input that each was started with.
   * @default none: a distributed Map with tasks is taken as recorded, and named in `unchecked`
   */
  readonly children?: readonly RecordedHistory[];
}

/** Every option with what it takes. */
export const REPLAY_OPTIONS: OptionTable<ReplayOptions> = {
  name: EXECUTION_OPTIONS.name,
  stateMachineName: EXECUTION_OPTIONS.stateMachineName,
  objects: EXECUTION_OPTIONS.objects,
  activities: EXECUTION_OPTIONS.activities,
  tasks: EXECUTION_OPTIONS.tasks,
  quotas: EXECUTION_OPTIONS.quotas,
  times: kinds.flag,
  latency: kinds.numberFrom(0),
  children: kinds.list,
};
