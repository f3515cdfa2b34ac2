import type { Shelf, Waiting } from './outbox.ts';

const NAME = 'waiting';
const KEYS = 'keys';
const ITEMS = 'items';

interface Kept {
  readonly key: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** Keeps what waits on this device, sealed with a key the browser never hands out. Leave deletes it whole. */
export function deviceShelf(): Shelf {
  let opened: Promise<{ db: IDBDatabase; key: CryptoKey }> | undefined;
  const open = () => {
    opened ??= openSealed();
    return opened;
  };
  return {
    async all() {
      const { db, key } = await open();
      const kept = await done<Kept[]>(db.transaction(ITEMS).objectStore(ITEMS).getAll());
      return Promise.all(
        kept.map(async ({ iv, bytes }) => {
          const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, bytes);
          return JSON.parse(new TextDecoder().decode(plain)) as Waiting;
        }),
      );
    },
    async keep(item) {
      const { db, key } = await open();
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const words = new TextEncoder().encode(JSON.stringify(item));
      const bytes = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, words);
      await done(db.transaction(ITEMS, 'readwrite').objectStore(ITEMS).put({ key: item.key, iv, bytes }));
    },
    async drop(key) {
      const { db } = await open();
      await done(db.transaction(ITEMS, 'readwrite').objectStore(ITEMS).delete(key));
    },
  };
}

async function openSealed(): Promise<{ db: IDBDatabase; key: CryptoKey }> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(KEYS);
    opening.result.createObjectStore(ITEMS, { keyPath: 'key' });
  };
  const db = await done(opening);
  // Whoever wants the store gone (Leave) need not wait for this page.
  db.onversionchange = () => db.close();
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Of two pages that open at once the first one's key stays.
  const keys = db.transaction(KEYS, 'readwrite').objectStore(KEYS);
  const key = await new Promise<CryptoKey>((resolve, reject) => {
    const looking: IDBRequest<CryptoKey | undefined> = keys.get('key');
    looking.onerror = () => reject(looking.error);
    looking.onsuccess = () => {
      if (looking.result !== undefined) return resolve(looking.result);
      const putting = keys.put(made, 'key');
      putting.onerror = () => reject(putting.error);
      putting.onsuccess = () => resolve(made);
    };
  });
  return { db, key };
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Where the browser keeps nothing (private windows of some), what waits lives as long as the page. */
export function orMemory(shelf: Shelf): Shelf {
  const inMemory = new Map<string, Waiting>();
  let isBroken = false;
  const tried = async <T>(work: () => Promise<T>, instead: T): Promise<T> => {
    if (isBroken) return instead;
    try {
      return await work();
    } catch {
      isBroken = true;
      return instead;
    }
  };
  return {
    all: () => tried(() => shelf.all(), [...inMemory.values()]),
    keep(item) {
      inMemory.set(item.key, item);
      return tried(() => shelf.keep(item), undefined);
    },
    drop(key) {
      inMemory.delete(key);
      return tried(() => shelf.drop(key), undefined);
    },
  };
}
