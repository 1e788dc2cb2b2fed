import type { JSX } from 'preact';
import type { ReportRun, ReportStep } from '../report/report-data';
import { sinceText, tookText } from './times';

/** The attempts of a step that was retried: when each began, how long it waited, and what came of it. */
export function Attempts({ run, step }: { readonly run: ReportRun; readonly step: ReportStep }): JSX.Element | null {
  const { attempts = [] } = step;
  if (attempts.length < 2) return null;
  return (
    <details class="data" open>
      <summary>
        {attempts.length} attempts <span class="told">{attempts.length === 2 ? '1 retry' : `${attempts.length - 1} retries`}</span>
      </summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">After a delay of</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ startedAt, error, cause }, index) => {
            const before = attempts[index - 1];
            const failed = error !== undefined || cause !== undefined;
            return (
              <tr key={index}>
                <td>{sinceText(startedAt - run.startedAt)}</td>
                <td>{before === undefined ? '' : tookText(startedAt - (before.endedAt ?? before.startedAt))}</td>
                <td class={failed ? 'bad-text' : ''}>
                  {failed ? [error, cause].filter((part) => part !== undefined && part !== '').join(': ') : 'succeeded'}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
