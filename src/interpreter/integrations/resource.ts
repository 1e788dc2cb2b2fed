import { isServiceResource, parseResource, patternOf, recordedNames } from '../../asl';
import { activity } from './activity';
import type { Integration } from './integration';
import { lambdaFunction } from './lambda-function';
import { serviceIntegration } from './service';

/** What a `Resource` means, or undefined when no such resource exists. */
export function integrationOf(resource: string): Integration | undefined {
  const parsed = parseResource(resource);
  if (parsed.kind === 'lambda') return lambdaFunction(resource);
  if (parsed.kind === 'activity') return activity(resource);
  return isServiceResource(parsed) && parsed.service !== '' && parsed.action !== ''
    ? serviceIntegration(recordedNames(parsed), patternOf(resource))
    : undefined;
}
