import type { JsonObject } from '../../asl';
import type { Definition } from '../../interpreter';

/** What an execution runs: one state of a machine's settings. */
export interface Revision {
  /** Absent of the revision that a machine was created with, as the service has it. */
  readonly id?: string;
  readonly definition: string;
  readonly prepared: Definition;
  readonly roleArn: string;
  readonly loggingConfiguration: JsonObject;
  readonly tracingConfiguration: JsonObject;
  readonly encryptionConfiguration?: JsonObject;
  readonly updateDate: Date;
  /** The variables that its states read, found when somebody asks. */
  variableReferences?: JsonObject;
}

/** A published version. */
export interface MachineVersion {
  readonly number: number;
  readonly arn: string;
  readonly revision: Revision;
  readonly description?: string;
  readonly creationDate: Date;
}

/** A name for one version, or for two with weights. */
export interface MachineAlias {
  readonly name: string;
  readonly arn: string;
  readonly creationDate: Date;
  updateDate: Date;
  description: string | undefined;
  routing: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];
  /** Order of creation. */
  readonly sequence: number;
}

/** A state machine of the service. */
export interface MachineRecord {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly creationDate: Date;
  /** The version that the request which created it asked for, if it did. */
  firstVersion?: MachineVersion;
  /** Order of creation. */
  readonly sequence: number;
  revision: Revision;
  /** By number; numbers are not used again. */
  readonly versions: Map<number, MachineVersion>;
  lastVersion: number;
  readonly aliases: Map<string, MachineAlias>;
  readonly tags: Map<string, string>;
  /** Set when it is gone with its last execution. */
  deleting: boolean;
}
