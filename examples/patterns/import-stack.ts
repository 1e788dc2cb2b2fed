import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { fail, handler, invoke, loop, pass, tryCatch, Workflow, workflow } from 'drystep';
import { gt } from 'drystep/expressions';
import { lambdaNamed } from './lambda-functions';

interface Import {
  readonly file: string;
  readonly page: number;
}

/** Reads a file page by page under a lock, which is given back in any case. */
export class ImportStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const readPage = handler<{ file: string; page: number }, { next: number }>(lambdaNamed(this, 'ReadPage'));
    const unlock = handler<{ file: string }, void>(lambdaNamed(this, 'Unlock'));
    const pages = workflow<Import>().next(
      loop(
        'More Pages?',
        { while: ({ input }) => gt(input.page, 0) },
        invoke('Read Page', readPage, {
          output: ({ input, result }) => ({ file: input.file, page: result.next }),
        }),
      ),
    );
    const flow = workflow<Import>()
      .next(
        tryCatch('Import', (t) =>
          t
            .try(pages)
            .on('NoSuchFile', pass('Skip'))
            .catch(fail('Give Up', { error: 'ImportFailed' }))
            .finally(invoke('Unlock', unlock, { payload: ({ input }) => ({ file: input.file }) })),
        ),
      )
      .next(pass('Done'));
    new Workflow(this, 'Imports', { definition: flow });
  }
}
