import type { JsonObject } from '../../asl';
import type { MapRunDescription } from '../../interpreter';
import { parseArn } from '../service/arns';
import { validationProblem } from '../service-problem';
import { requireExecution } from './executions';
import { findMapRun, labelOf } from './find-map-run';
import { type OperationHandler, optionalSeconds, present, requestText, seconds } from './operation';

/** What a list and a description of a Map run have in common. */
function basics(run: MapRunDescription): JsonObject {
  return present({
    mapRunArn: run.mapRunArn,
    executionArn: run.executionArn,
    startDate: seconds(run.startDate),
    stopDate: optionalSeconds(run.stopDate),
  });
}

export const ListMapRuns: OperationHandler = (service, request) => {
  const record = requireExecution(service, request);
  const list = record.view().mapRuns.map((run, index) => ({ run, index }));
  const { items, nextToken } = service.pages.cut('ListMapRuns', request, list, ({ index }) => index);
  const mapRuns = items.map(({ run }) => ({ ...basics(run), stateMachineArn: `${record.machineArn}/${labelOf(run.mapRunArn)}` }));
  return present({ mapRuns, nextToken });
};

export const DescribeMapRun: OperationHandler = (service, request) => {
  const arn = requestText(request, 'mapRunArn');
  parseArn(arn, 'mapRun');
  const { run } = findMapRun(service, arn);
  return present({
    ...basics(run),
    status: run.status,
    maxConcurrency: run.maxConcurrency,
    toleratedFailurePercentage: run.toleratedFailurePercentage,
    toleratedFailureCount: run.toleratedFailureCount,
    itemCounts: { ...run.itemCounts },
    executionCounts: { ...run.executionCounts },
    redriveCount: run.redriveCount,
    redriveDate: optionalSeconds(run.redriveDate),
  });
};

export const UpdateMapRun: OperationHandler = (service, request) => {
  const arn = requestText(request, 'mapRunArn');
  parseArn(arn, 'mapRun');
  const { run, parent } = findMapRun(service, arn);
  const { maxConcurrency, toleratedFailurePercentage, toleratedFailureCount } = request as Readonly<Record<string, number | undefined>>;
  if (maxConcurrency === undefined && toleratedFailurePercentage === undefined && toleratedFailureCount === undefined)
    throw validationProblem(
      'Either maxConcurrency, toleratedFailurePercentage or toleratedFailureCount must be specified.',
      'MISSING_REQUIRED_PARAMETER',
    );
  if (run.status !== 'RUNNING') throw validationProblem(`Map run '${arn}' has ended.`, 'CANNOT_UPDATE_COMPLETED_MAP_RUN');
  const { root } = parent;
  if (root !== undefined) service.driver.reach(root);
  root?.execution.updateMapRun(arn, {
    ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
    ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
  });
  if (root !== undefined) service.driver.move(root);
  return {};
};
