/** The date of an instant where it is read: said in the evening it is today, not Greenwich's tomorrow. */
export const dayOfInstant = (at: string): string => new Intl.DateTimeFormat('en-CA').format(new Date(at));
