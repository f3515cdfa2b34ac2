/** Calendars in and out: a person's busy times from an .ics file, and the discreet feed their phone follows. */
export * from './read.ts';
export { emptyFeed, type Feed, type FeedEvent, feedEtag, writeFeed } from './write.ts';
