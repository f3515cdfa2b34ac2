/** The invented program that a first run shows. */
export { type DemoPeople, databaseIsEmpty, demoPeople, loadDemo } from './load.ts';
