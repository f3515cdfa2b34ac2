import type { FieldFault } from '../../platform/http/problem.ts';
import { CLASSES, MEDICINES, OTHER } from './medicines.ts';

/** What is wrong with the medicine that was chosen. */
export function medicineFaults(asked: {
  readonly medicine: string;
  readonly name: string;
  readonly classes: readonly string[];
}): FieldFault[] {
  if (asked.medicine !== OTHER) {
    return MEDICINES.has(asked.medicine)
      ? []
      : [{ pointer: '/medicine', detail: 'Choose one of the list, or “another medicine”.' }];
  }
  return [
    ...(asked.name === '' ? [{ pointer: '/name', detail: 'Write the name of the medicine.' }] : []),
    ...(asked.classes.every((name) => CLASSES.includes(name))
      ? []
      : [{ pointer: '/classes', detail: 'Choose from the classes that are offered.' }]),
  ];
}
