import { isServiceResource, parseResource } from '../../asl';
import type { TaskStage } from '../tasks/task-call';

/** An error with the name of the task's own service in front is that of its request; any other is that of the job, or of the holder of the token. */
export function stageOf(resource: string, error: string | undefined): TaskStage {
  const parsed = parseResource(resource);
  const service = isServiceResource(parsed) ? parsed.service : '';
  const names = service === 'states' ? ['stepfunctions'] : service === 'events' ? ['eventbridge', 'events'] : [service];
  const prefix =
    error
      ?.split('.')[0]
      ?.toLowerCase()
      .replace(/^(amazon|aws)/, '') ?? '';
  return error?.includes('.') && names.includes(prefix) ? 'submit' : 'run';
}
