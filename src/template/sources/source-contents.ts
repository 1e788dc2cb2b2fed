import type { JsonObject } from '../../asl';
import type { ParameterValues } from '../check-parameters';
import type { TemplateContents } from '../read-template';

/** A definition that stands alone: plain ASL, or what Step Functions says of a deployed machine. */
export interface PlainDefinition {
  /** As JSON text where it was one, so that places in it can be told. */
  readonly definition: JsonObject | string;
  /** The YAML that it was written in. */
  readonly yaml?: string;
  readonly name?: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly roleArn?: string;
  /** False for JSON or YAML of some other kind, which a pattern of file names may have met. */
  readonly isMachine: boolean;
}

/** What a source holds: a definition, or templates with their machines. */
export type SourceContents =
  | {
      readonly definition: PlainDefinition;
      /** Names that {@link SourceOptions.parameters} may give a value: placeholders of the definition, or parameters of the templates. */
      readonly parameterNames: readonly string[];
    }
  | (TemplateContents & {
      readonly definition?: undefined;
      /** Definition files that were read on the way. */
      readonly files: readonly string[];
      readonly parameterNames: readonly string[];
      /** A sentence for each key that a template gives twice in one object. */
      readonly repeatedKeys: readonly string[];
    });

/** How a source is read. */
export interface SourceOptions {
  /** Values of parameters; names that the source does not have are for the caller to refuse. @default what the template says, or readable names */
  readonly parameters?: ParameterValues | undefined;
  /** Folders in which, or above which, the package `yaml` is looked for beside that of the file. @default the working directory */
  readonly folders?: readonly string[];
}
