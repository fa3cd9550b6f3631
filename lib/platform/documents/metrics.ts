import { Counter, Gauge, type Registry } from 'prom-client';
import type { BudgetName } from '../operations/budgets.ts';
import type { DocumentOrigin, TrustedDocumentsStatus } from './trusted-documents.ts';

export interface DocumentMetrics {
  /** Called with the role and the origin of each requested document. */
  readonly observeDocument: (role: BudgetName, origin: DocumentOrigin) => void;
  /** Reports the number of trusted documents, and whether the manifests are valid. */
  watchTrustedDocuments(documents: { readonly status: TrustedDocumentsStatus }): void;
}

export function createDocumentMetrics(registry: Registry): DocumentMetrics {
  /** The number of documents by origin and role. */
  const documents = new Map<DocumentOrigin, Map<BudgetName, number>>();
  void new Counter({
    name: 'graphql_documents_total',
    help: 'Documents asked for: trusted ones, others (texts, automatic persisted queries), refused ones.',
    labelNames: ['role', 'origin'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const [origin, counts] of documents) {
        for (const [role, count] of counts) this.inc({ role, origin }, count);
      }
    },
  });
  return {
    observeDocument(role, origin) {
      let counts = documents.get(origin);
      if (!counts) documents.set(origin, (counts = new Map()));
      counts.set(role, (counts.get(role) ?? 0) + 1);
    },
    watchTrustedDocuments: (documents) => watchTrustedDocuments(registry, documents),
  };
}

function watchTrustedDocuments(
  registry: Registry,
  documents: { readonly status: TrustedDocumentsStatus },
): void {
  registry.registerMetric(
    new Gauge({
      name: 'trusted_documents',
      help: 'Trusted documents in force, by whether the schema accepts them.',
      labelNames: ['schema'] as const,
      registers: [],
      collect() {
        const { accepted, rejected } = documents.status;
        this.set({ schema: 'accepted' }, accepted);
        this.set({ schema: 'rejected' }, rejected);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'trusted_documents_stale',
      help: 'Whether the manifests have changed to something that cannot be read.',
      registers: [],
      collect() {
        this.set(Number(documents.status.isStale));
      },
    }),
  );
}
