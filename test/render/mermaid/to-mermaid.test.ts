import { type Overlay, toMermaid } from 'drystep/render';
import { generated, nested } from '../generated';
import { NASTY, nastyDefinition } from '../nasty';
import { ORDERS } from '../orders';
import { judged } from './judged';

// mermaid takes seconds to load, more on a busy machine.
jest.setTimeout(180_000);

const execution: Overlay = {
  kind: 'execution',
  status: 'FAILED',
  states: {
    Charge: { status: 'CAUGHT', retries: 2, delays: [1000, 2000], error: 'Busy' },
    'Give Up': { status: 'FAILED', error: 'OrderRejected' },
  },
  transitions: { '/States/Charge/Catch/0/Next': 1 },
};

describe('toMermaid', () => {
  test('draws every kind of state and of edge', () => {
    expect(toMermaid(ORDERS)).toMatchInlineSnapshot(`
"flowchart TD
  c0((" "))
  s0["Charge<br/>lambda:invoke charge-card<br/>↻ retry up to 2 times on States.Timeout, Busy<br/>↻ retry up to 3 times on States.ALL"]
  s1{{"Large?"}}
  s2("⏱ Cool Down<br/>1 hour 30 minutes")
  subgraph s3["∥ Prepare"]
    subgraph s3b0["Branch 1"]
      c1((" "))
      s4[/"Pack"/]
      c1 --> s4
      c2(((" ")))
      s4 --> c2
    end
    subgraph s3b1["Branch 2"]
      c3((" "))
      s5["Label<br/>ecs:runTask, waits for the job"]
      c3 --> s5
      c4(((" ")))
      s5 --> c4
    end
  end
  subgraph s6["⟳ Ship Items · up to 5 items at a time"]
    c5((" "))
    s7["Ship<br/>sqs:sendMessage, waits for a token"]
    c5 --> s7
    c6(((" ")))
    s7 --> c6
  end
  s8[["✗ Give Up<br/>OrderRejected"]]
  s9(["✓ Done"])
  c0 --> s0
  s0 -.->|"CardDeclined"| s8
  s0 --> s1
  s1 -->|"total #62; 1000"| s2
  s1 -->|"otherwise"| s3
  s2 --> s1
  s3 --> s6
  s6 --> s9
  classDef choice fill:#fff4d6,stroke:#9a6700,color:#4a3200
  class s1 choice
  classDef fail fill:#ffe3e3,stroke:#c4232f,color:#66090f
  class s8 fail
  classDef map fill:#f7fafc,stroke:#2563a8,color:#1f2933
  class s6 map
  classDef parallel fill:#f7fafc,stroke:#5f6b76,color:#1f2933
  class s3 parallel
  classDef pass fill:#f1f3f5,stroke:#5f6b76,color:#1f2933
  class s4 pass
  classDef start fill:#5f6b76,stroke:#5f6b76,color:#ffffff
  class c0,c1,c3,c5 start
  classDef stop fill:#5f6b76,stroke:#5f6b76,color:#ffffff
  class c2,c4,c6 stop
  classDef succeed fill:#dcf5e3,stroke:#1a7f37,color:#0b3d1a
  class s9 succeed
  classDef task fill:#e8f1fd,stroke:#2563a8,color:#0b2540
  class s0,s5,s7 task
  classDef wait fill:#eee9fb,stroke:#6b46c1,color:#2f1d63
  class s2 wait
"
`);
  });

  test('draws an execution over it: what was visited, retried, caught, and what was not', () => {
    const text = toMermaid(ORDERS, execution);

    expect(text).toContain('s0["⚠ Charge<br/>lambda:invoke charge-card');
    expect(text).toContain('failed and was caught: Busy<br/>↻ 2 retries after 1 second, 2 seconds"]');
    expect(text).toContain('s8[["✗ Give Up<br/>OrderRejected<br/>failed: OrderRejected"]]');
    expect(text).toMatch(/ class s0 caught\n/);
    expect(text).toMatch(/ class s1,s2,s3,\S* unvisited\n/);
    expect(text).toContain('s0 -.->|"⚠ CardDeclined"| s8');
    // Links are counted from 0, in the order of the text; of what was taken, only the way in is no way of a catcher.
    const wayIn = text
      .split('\n')
      .filter((line) => line.includes('->'))
      .indexOf('  c0 --> s0');
    expect(text).toContain(` linkStyle ${wayIn} stroke:#1a7f37,`);
  });

  test('gives the same text for the same definition', () => {
    expect(toMermaid(JSON.stringify(ORDERS))).toBe(toMermaid(ORDERS));
  });

  test('folds by depth and by name, and says how many states a folded group has', () => {
    expect(toMermaid(ORDERS, undefined, { fold: 0 })).toContain('"∥ Prepare<br/>2 states folded"');
    const text = toMermaid(ORDERS, undefined, { fold: ['Ship Items'] });
    expect(text).toContain('"⟳ Ship Items<br/>up to 5 items at a time<br/>1 state folded"');
    expect(text).toContain('"Pack"');
  });

  test('goes from left to right when asked to, groups inside as well', () => {
    const down = toMermaid(ORDERS).split('\n');
    const right = toMermaid(ORDERS, undefined, { direction: 'LR' }).split('\n');

    expect([down[0], right[0]]).toEqual(['flowchart TD', 'flowchart LR']);
    expect(right.slice(1)).toEqual(down.slice(1));
  });

  test('fails for a name to fold that no Map or Parallel has, with the nearest', () => {
    expect(() => toMermaid(ORDERS, undefined, { fold: ['Ship Item'] })).toThrow(/received "Ship Item".*did you mean "Ship Items"\?/);
    expect(() => toMermaid(ORDERS, undefined, { fold: ['Charge'] })).toThrow(
      /expected names of Map and Parallel states for fold, received "Charge"/,
    );
  });

  test('folds by itself what Mermaid would refuse as too large, and says so', () => {
    const branches = Array.from({ length: 30 }, (_, index) => {
      const names = Array.from({ length: 30 }, (_, step) => `Branch ${index} Step ${step}`);
      const states = names.map((name, step): [string, object] => [
        name,
        { Type: 'Pass', ...(step === 29 ? { End: true } : { Next: names[step + 1] }) },
      ]);
      return { StartAt: names[0], States: Object.fromEntries(states) };
    });

    const text = toMermaid({ StartAt: 'All', States: { All: { Type: 'Parallel', Branches: branches, End: true } } });

    expect(text).toContain(
      '%% More than the 500 edges or 50,000 characters that Mermaid draws: the states inside of Map and Parallel are folded.',
    );
    expect(text).toContain('"∥ All<br/>900 states folded"');
  });

  test('leaves states out of a machine that has too many without any group, and says how many', () => {
    const text = toMermaid(generated(1000));
    const [, left] = /that Mermaid draws: (\d+) states are left out/.exec(text) ?? [];

    expect(Number(left)).toBeGreaterThan(500);
    expect(text).toContain(`"… ${left} more states"`);
    expect(text.match(/ (-->|-\.->)/g)?.length).toBeLessThanOrEqual(500);
  });

  test("is taken by mermaid's own parser, whatever stands in names, conditions, errors and comments", () => {
    const definitions = [ORDERS, nastyDefinition(), ...[5, 50, 300, 1000].map(generated), nested(10)];
    const texts = [...definitions.map((each) => toMermaid(each)), toMermaid(ORDERS, execution)];

    expect(judged(texts)).toEqual(texts.map(() => undefined));
    expect(texts.filter((text) => text.length > 50_000)).toEqual([]);
  });

  test('escapes what Mermaid would read as more than text', () => {
    const names = toMermaid({ StartAt: 'a', States: { a: { Type: 'Pass', Next: '<b>"#%`\\' }, '<b>"#%`\\': { Type: 'Succeed' } } });

    expect(names).toContain('(["✓ #60;b#62;#34;#35;#37;#96;#92;"])');
    expect(NASTY.length).toBeGreaterThan(20);
  });
});
