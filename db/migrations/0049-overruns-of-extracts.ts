/** What an extract took from no credit is marked for ever as well: on the import, for its facts post by place (decision 0136). */
export const overrunsOfExtracts = [
  `alter table overrun_mark drop constraint overrun_mark_document_check`,
  `alter table overrun_mark add constraint overrun_mark_document_check
     check (document in ('commitment', 'commitmentChange', 'paymentRequest', 'payment', 'monthlyFact', 'chorusImport'))`,
];
