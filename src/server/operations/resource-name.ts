import { QUOTAS, refusedCharacter } from '../../asl';
import { ServiceProblem } from '../service-problem';

/** Refuses names that no resource may have (recorded: sfn_api_activities.create_activity_invalid_name). */
export function requireResourceName(name: string): void {
  if (name === '' || name.length > QUOTAS.nameLength || refusedCharacter(name) !== undefined)
    throw new ServiceProblem('InvalidName', `Invalid Name: '${name}'`);
}
