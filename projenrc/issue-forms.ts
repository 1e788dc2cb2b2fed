import { type Project, YamlFile } from 'projen';
import { REPOSITORY } from './repository';

/** A field of an issue form, in GitHub's words. */
interface Field {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly optional?: true;
  /** Shown as code of this language. */
  readonly render?: string;
}

const DEFINITION: Field = {
  id: 'definition',
  label: 'Definition',
  description: 'The smallest definition (Amazon States Language) or builder code that shows it. Replace account ids, names and secrets.',
  render: 'json',
};
const INPUT: Field = {
  id: 'input',
  label: 'Input and mocks',
  description: 'The input of the execution, and what each task answers.',
  render: 'json',
};
const VERSIONS: Field = {
  id: 'versions',
  label: 'Versions',
  description: 'Drystep, Node, TypeScript, jest or vitest, aws-cdk-lib, and the operating system.',
  render: 'text',
};

const FORMS: Record<string, { name: string; description: string; labels: string[]; fields: readonly Field[] }> = {
  bug: {
    name: 'Bug',
    description: 'An error, a crash, a wrong type or a wrong message.',
    labels: ['bug'],
    fields: [
      DEFINITION,
      INPUT,
      { id: 'expected', label: 'Expected', description: 'What AWS does, or what the documentation says. Say how you know.' },
      {
        id: 'received',
        label: 'Received',
        description: 'What Drystep did: the whole message, and the table of steps if there is one.',
        render: 'text',
      },
      VERSIONS,
    ],
  },
  'silent-difference': {
    name: 'Silent difference',
    description: 'A test passes here and the deployed machine does something else. This is the worst kind of defect: it comes first.',
    labels: ['silent difference'],
    fields: [
      DEFINITION,
      INPUT,
      {
        id: 'aws',
        label: 'What AWS did',
        description: 'The output, or the error and cause. Events of the history help most.',
        render: 'json',
      },
      { id: 'drystep', label: 'What Drystep did', description: 'The output, or the error and cause, of the same input.', render: 'json' },
      { id: 'region', label: 'Region and date', description: 'Where and when the machine ran: the service changes.', optional: true },
      VERSIONS,
    ],
  },
  feature: {
    name: 'Feature',
    description: 'Something that Drystep should do.',
    labels: ['feature'],
    fields: [
      { id: 'problem', label: 'Problem', description: 'What you want to test, build or find, and what stops you today.' },
      {
        id: 'wish',
        label: 'What you would like to write',
        description: 'The code, the command or the message that would solve it.',
        render: 'ts',
      },
      { id: 'otherwise', label: 'What you do instead', description: 'Other tools, or code of your own.', optional: true },
    ],
  },
};

/** Writes GitHub's forms for new issues. */
export function addIssueForms(project: Project): void {
  for (const [file, { name, description, labels, fields }] of Object.entries(FORMS)) {
    new YamlFile(project, `.github/ISSUE_TEMPLATE/${file}.yml`, { obj: { name, description, labels, body: fields.map(written) } });
  }
  const contact = { name: 'A security problem', url: `${REPOSITORY}/blob/main/SECURITY.md`, about: 'Please do not open a public issue.' };
  new YamlFile(project, '.github/ISSUE_TEMPLATE/config.yml', { obj: { blank_issues_enabled: true, contact_links: [contact] } });
}

function written({ id, label, description, optional, render }: Field): object {
  return { type: 'textarea', id, attributes: { label, description, render }, validations: { required: optional !== true } };
}
