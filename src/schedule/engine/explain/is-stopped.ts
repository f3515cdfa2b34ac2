/** Asked between people: whether to stop. It gives the rest of the program its turn when one is due. */
export type IsStopped = () => Promise<boolean>;
