import { sha256 } from '../secrets.ts';
import type { HttpApp } from './app.ts';
import { policyWith } from './app.ts';

const STYLE = `
:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
code,pre{font:13px/1.45 ui-monospace,monospace}code{overflow-wrap:anywhere}pre{overflow-x:auto;padding:.75rem;border:1px solid #8884;border-radius:9px}
article{border-top:1px solid #8884;padding:.5rem 0 1rem}h3{margin:.5rem 0}b{display:inline-block;min-width:4rem}summary{min-height:28px;cursor:pointer}
`;

interface Operation {
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>;
}

/**
 * The API for people, at /api: drawn from the same document as /api/openapi.json, as one plain page without
 * scripts, so that it prints, searches and reads aloud like any text.
 */
export function serveReference(app: HttpApp, version: string): void {
  const about = {
    openapi: '3.1.0',
    info: { title: 'Daybridge', version, description: 'Everything the pages do, for programs.' },
  };
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
  });
  app.doc31('/api/openapi.json', about);
  // Its one style sheet is in the page itself: named by its hash, so that no other could be put there.
  const policy = policyWith(`'sha256-${Buffer.from(sha256(STYLE)).toString('base64')}'`);
  app.get('/api', (c) => {
    c.header('content-security-policy', policy);
    return c.html(page(JSON.parse(JSON.stringify(app.getOpenAPI31Document(about))), version));
  });
}

interface Document {
  paths?: Record<string, Record<string, Operation>>;
}

function page(document: Document, version: string): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags?.[0] ?? 'Other'))];
  const parts = tags.map((tag) => {
    const rows = operations.filter(({ operation }) => (operation.tags?.[0] ?? 'Other') === tag);
    return `<h2 id="${asText(tag)}">${asText(tag)}</h2>${rows.map(entry).join('')}`;
  });
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>API</title><style>${STYLE}</style></head><body><main><h1>API ${asText(version)}</h1>
<p>Requests and answers are JSON. Errors are <a href="https://www.rfc-editor.org/rfc/rfc9457">problem details</a>: a <code>code</code> that stays the same, a <code>title</code> in plain words, and <code>errors</code> with a pointer to each answer that needs another look. Commands carry an <code>Idempotency-Key</code>; edits carry <code>If-Match</code> with the version they change. The same document for programs: <a href="/api/openapi.json">/api/openapi.json</a>.</p>
<nav aria-label="Parts"><ul>${tags.map((tag) => `<li><a href="#${asText(tag)}">${asText(tag)}</a></li>`).join('')}</ul></nav>
${parts.join('')}</main></body></html>`;
}

function entry({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const answers = Object.entries(operation.responses ?? {}).filter(([status]) => status !== 'default');
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: where, required }) =>
      `<li><code>${asText(name)}</code> (${asText(where)}${required ? ', needed' : ''})</li>`,
  );
  return `<article><h3><b>${method}</b> <code>${asText(path)}</code></h3><p>${asText(operation.summary ?? '')}${
    operation.security === undefined ? ' Open to everybody.' : ' Needs a sign-in.'
  }</p>${parameters.length === 0 ? '' : `<ul>${parameters.join('')}</ul>`}${
    body === undefined ? '' : shape('What to send', body)
  }${answers
    .map(([status, { content }]) => shape(`Answer ${status}`, Object.values(content ?? {})[0]?.schema))
    .join('')}</article>`;
}

const shape = (title: string, schema: unknown): string =>
  schema === undefined
    ? ''
    : `<details><summary>${asText(title)}</summary><pre tabindex="0">${asText(JSON.stringify(schema, null, 2))}</pre></details>`;

const asText = (words: string): string =>
  words.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );
