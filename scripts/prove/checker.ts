/** Compares what phones received with what they should have received, one chat at a time. Pure. */

export interface Expected {
  /** What is shown, as one string. */
  print: string;
  /** Which update it belongs to. */
  update: number;
}

export interface Observed {
  print: string;
  /** The sender could not know that it arrived: its answer was lost, or the process was killed just then. */
  untold: 'answer-lost' | 'killed' | null;
}

export interface Verdict {
  /** Updates without (all of) their answer. */
  missing: number;
  wrongChat: number;
  outOfOrder: number;
  /** Repeats of something whose sender was told that it had arrived. */
  doubles: number;
  /** Shown, but the answer to nothing anybody wrote. */
  strange: number;
  repeatsAfterLostAnswer: number;
  repeatsAfterKill: number;
  answers: number;
  /** The first findings, without content. */
  findings: string[];
}

export function check(
  expected: ReadonlyMap<number, Expected[]>,
  observed: ReadonlyMap<number, Observed[]>,
): Verdict {
  const verdict: Verdict = {
    missing: 0,
    wrongChat: 0,
    outOfOrder: 0,
    doubles: 0,
    strange: 0,
    repeatsAfterLostAnswer: 0,
    repeatsAfterKill: 0,
    answers: 0,
    findings: [],
  };
  const owners = ownersOf(expected);
  const chats = new Set([...expected.keys(), ...observed.keys()]);
  for (const chat of chats)
    checkChat(chat, expected.get(chat) ?? [], observed.get(chat) ?? [], owners, verdict);
  return verdict;
}

export function violations(verdict: Verdict): number {
  return verdict.missing + verdict.wrongChat + verdict.outOfOrder + verdict.doubles + verdict.strange;
}

function ownersOf(expected: ReadonlyMap<number, Expected[]>): Map<string, Set<number>> {
  const owners = new Map<string, Set<number>>();
  for (const [chat, list] of expected) {
    for (const { print } of list) owners.set(print, (owners.get(print) ?? new Set()).add(chat));
  }
  return owners;
}

function checkChat(
  chat: number,
  expected: readonly Expected[],
  observed: readonly Observed[],
  owners: ReadonlyMap<string, Set<number>>,
  verdict: Verdict,
): void {
  const skipped: Expected[] = [];
  let next = 0;
  // Neighbouring answers may look alike: doubts are counted over a run of equal ones.
  let run = { print: '', lost: 0, killed: 0 };
  const find = (what: keyof Omit<Verdict, 'findings'>, at: number) => {
    verdict[what] += 1;
    if (verdict.findings.length < 20)
      verdict.findings.push(`${what}: chat ${chat}, answer ${at} of ${expected.length}`);
  };

  for (const seen of observed) {
    if (run.print !== seen.print) run = { print: seen.print, lost: 0, killed: 0 };
    const ahead = expected.findIndex((one, index) => index > next && one.print === seen.print);
    const late = skipped.findIndex((one) => one.print === seen.print);
    if (seen.print === expected[next]?.print) {
      next += 1;
      verdict.answers += 1;
    } else if (run.lost > 0) {
      run.lost -= 1;
      verdict.repeatsAfterLostAnswer += 1;
    } else if (run.killed > 0) {
      run.killed -= 1;
      verdict.repeatsAfterKill += 1;
    } else if (late >= 0) {
      skipped.splice(late, 1);
      find('outOfOrder', next);
    } else if (expected[next - 1]?.print === seen.print) {
      find('doubles', next);
    } else if (ahead >= 0) {
      skipped.push(...expected.slice(next, ahead));
      next = ahead + 1;
      verdict.answers += 1;
    } else if (expected.slice(0, next).some((one) => one.print === seen.print)) {
      find('doubles', next);
    } else {
      find(owners.has(seen.print) ? 'wrongChat' : 'strange', next);
    }
    if (seen.untold === 'answer-lost') run.lost += 1;
    if (seen.untold === 'killed') run.killed += 1;
  }
  const unanswered = new Set([...skipped, ...expected.slice(next)].map((one) => one.update));
  for (const _update of unanswered) find('missing', next);
}
