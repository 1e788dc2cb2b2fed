/** A published state machine without a parsed definition: the code that says so, and what is behind it. */
export interface UnresolvedMachines {
  readonly code: string;
  readonly why: string;
  /** Case of the collection, and logical id. */
  readonly machines: readonly string[];
}

/** Every machine of the published templates that cannot be parsed, with the reason. Whatever is not listed here must parse. */
export const unresolvedMachines: readonly UnresolvedMachines[] = [
  {
    code: 'MISSING_FIELD',
    why: 'a fixture of SAM whose definition is only StartAt',
    machines: [
      'tpl-05929a80f25f MyStateMachine',
      'tpl-294b72a612e9 MyStateMachine',
      'tpl-a97ea9a5d59e StateMachine',
      'tpl-d70210ff9a75 StateMachine',
    ],
  },
  {
    code: 'TEMPLATE_OBJECT_NOT_LOCAL',
    why: `the definition lies in a bucket of somebody else (placeholder buckets of SAM's own fixtures, and one public bucket)`,
    machines: [
      'tpl-088a79a71732 StateMachine',
      'tpl-0d0b15cb7fc5 StateMachine',
      'tpl-1a6ee9ca4774 StateMachineArn',
      'tpl-1f750d29aa14 MyStateMachine',
      'tpl-25aa3eb4c6ae MyStateMachine',
      'tpl-2b40e66a0566 StateMachine',
      'tpl-30c608b8f37b ScheduledStateMachine',
      'tpl-388fef75de3e StateMachine',
      'tpl-3e43db87b178 StateMachine',
      'tpl-4e6ae6406bd9 StateMachine',
      'tpl-54de06f0f018 StateMachine',
      'tpl-54ec0ba4f84c StateMachine',
      'tpl-765780837a8a StateMachine',
      'tpl-76ee7c834ed5 StateMachine',
      'tpl-7880e90836dc StateMachine',
      'tpl-84104746e022 StateMachine',
      'tpl-a550bf948da5 StateMachine',
      'tpl-b1f3ac6e03eb StateMachine',
      'tpl-be9efb323a22 StateMachine',
      'tpl-cce7cc0b1c6b StateMachine',
      'tpl-d8598c3294bc ScheduledStateMachine',
      'tpl-d9c0704664b1 SuperSuperSuperSuperLongNameForStepFunction',
      'tpl-f3c3d231386a StateMachine',
    ],
  },
  {
    code: 'TEMPLATE_FILE_NOT_FOUND',
    why: 'the collection does not hold the file that DefinitionUri names',
    machines: [
      'tpl-1e61a871f429 StateMachineExpressSynctoSNS',
      'tpl-6e873699a7f0 StateMachine',
      'tpl-8791ca47f3e6 StateMachineExpressSynctoLambda',
    ],
  },
  {
    code: 'TEMPLATE_DEFINITION_YAML',
    why: 'the definition is written in YAML, and no YAML parser is given',
    machines: [
      'tpl-301c86ac5c3e KycStateMachine',
      'tpl-7edbe9b78227 TranslationStateMachine',
      'tpl-939044ed4c11 BedrockBlogStateMachine',
      'tpl-999951c4ece5 StateMachine',
      'tpl-a3b2865dcb7f StateMachine',
      'tpl-a84889adab82 ImportJSONStateMachine',
      'tpl-b1e29258cdc6 CurbsideStateMachine',
    ],
  },
  {
    code: 'WRONG_TYPE',
    why: '"QueryLanguage" stands inside of States, where every key is a state',
    machines: ['tpl-68e7edef1f1c StateMachine'],
  },
  {
    code: 'TEMPLATE_DEFINITION_NOT_JSON',
    why: 'a trailing comma: CloudFormation reads such a file as YAML, and no YAML parser is given',
    machines: ['tpl-82752f9e4c40 DocumentProcessingStateMachine'],
  },
  {
    code: 'TEMPLATE_DEFINITION_MISSING',
    why: 'a fixture of SAM without any definition',
    machines: ['tpl-88d9587cb6a2 MySfn'],
  },
];
