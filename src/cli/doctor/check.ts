/** What was looked at, and how it is. */
export interface DoctorCheck {
  /** `node`, `jest`, `jest setup`, … */
  readonly name: string;
  /** `absent`: what a project may do without; `wrong` ends the command with 1. */
  readonly status: 'ok' | 'absent' | 'wrong';
  /** The version that was found. */
  readonly found?: string;
  readonly message: string;
  /** Exactly what to paste: a command, or lines of a file. */
  readonly paste?: string;
}
