import { randomBytes, randomUUID } from 'node:crypto';

/** A random id (UUID version 4): it tells nothing, not even when it was made. */
export const newId = (): string => randomUUID();

/** 256 bits as 43 URL-safe characters: for addresses that are secrets. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (words: string): boolean => UUID.test(words);
