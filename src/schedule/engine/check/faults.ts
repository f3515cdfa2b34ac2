export interface PlanFault {
  /** JSON path in the plan: "$.assignments[3].sessions[0]". */
  readonly path: string;
  readonly message: string;
}

const FAULTS_MAX = 1000;

/** What a plan breaks, as far as anybody reads it: past a thousand faults nothing more is looked for. */
export class Faults {
  readonly #list: PlanFault[] = [];

  say(path: string, message: string): void {
    if (this.#list.length < FAULTS_MAX) this.#list.push({ path, message });
    else if (this.#list.length === FAULTS_MAX)
      this.#list.push({ path: '$', message: `There are more than these ${FAULTS_MAX}.` });
  }

  get isFull(): boolean {
    return this.#list.length > FAULTS_MAX;
  }

  get list(): readonly PlanFault[] {
    return this.#list;
  }
}
