/** An error that the API answers, in the service's own name and words. */
export class ServiceProblem extends Error {
  /**
   * @param name of the modelled exception, such as `ExecutionDoesNotExist`
   * @param fields members of the exception beside its message: `resourceName`, `reason`
   */
  constructor(
    override readonly name: string,
    message: string,
    readonly fields: Readonly<Record<string, string>> = {},
    readonly status = 400,
  ) {
    super(message);
  }
}

/** What the service says of a resource that is not there. */
export function doesNotExist(what: 'Activity' | 'Execution' | 'State Machine', arn: string): ServiceProblem {
  return new ServiceProblem(`${what.replace(' ', '')}DoesNotExist`, `${what} Does Not Exist: '${arn}'`);
}

/** What newer operations say of a resource that is not there (recorded: `sfn_api_aliasing.update_no_such_alias_arn`). */
export function resourceNotFound(arn: string): ServiceProblem {
  return new ServiceProblem('ResourceNotFound', 'Request references a resource that does not exist.', { resourceName: arn });
}

export function invalidArn(detail: string): ServiceProblem {
  return new ServiceProblem('InvalidArn', `Invalid Arn: '${detail}'`);
}

export function validationProblem(message: string, reason?: string): ServiceProblem {
  return new ServiceProblem('ValidationException', message, reason === undefined ? {} : { reason });
}

export function conflict(message: string): ServiceProblem {
  return new ServiceProblem('ConflictException', message);
}

export const invalidToken = (): ServiceProblem => new ServiceProblem('InvalidToken', "Invalid Token: 'Invalid token'");

/** Errors of the interpreter and the validator that are answers of the service: they carry its name. */
export function asServiceProblem(thrown: unknown): ServiceProblem | undefined {
  if (thrown instanceof ServiceProblem) return thrown;
  const { name, code, message } = (thrown ?? {}) as { readonly name?: unknown; readonly code?: unknown; readonly message?: unknown };
  const known = typeof code === 'string' ? code : name;
  // What the engine takes for the author's mistake is the client's here.
  if (known === 'UsageError') return validationProblem(String(message));
  return typeof known === 'string' && MODELLED.has(known) ? new ServiceProblem(known, String(message)) : undefined;
}

/** The exceptions of the service's model. */
export const MODELLED: ReadonlySet<string> = new Set(
  (
    'ActivityAlreadyExists ActivityDoesNotExist ActivityLimitExceeded ActivityWorkerLimitExceeded ConflictException ExecutionAlreadyExists ' +
    'ExecutionDoesNotExist ExecutionLimitExceeded ExecutionNotRedrivable InvalidArn InvalidDefinition InvalidEncryptionConfiguration ' +
    'InvalidExecutionInput InvalidLoggingConfiguration InvalidName InvalidOutput InvalidToken InvalidTracingConfiguration ' +
    'KmsAccessDeniedException KmsInvalidStateException KmsThrottlingException MissingRequiredParameter ResourceNotFound ' +
    'ServiceQuotaExceededException StateMachineAlreadyExists StateMachineDeleting StateMachineDoesNotExist StateMachineLimitExceeded ' +
    'StateMachineTypeNotSupported TaskDoesNotExist TaskTimedOut TooManyTags ValidationException'
  ).split(' '),
);
