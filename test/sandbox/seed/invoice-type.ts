import type { StandardSketch } from './standard-type.ts';

export const invoiceType: StandardSketch = {
  objectTypeId: '0-53',
  name: 'invoice',
  plural: 'invoices',
  labels: { singular: 'Invoice', plural: 'Invoices' },
  primary: 'hs_number',
  defaultProperties: ['hs_createdate', 'hs_lastmodifieddate'],
  properties: [
    ['hs_number', 'string', 'Invoice number'],
    [
      'hs_invoice_status',
      'enumeration',
      'Invoice status',
      {
        options: ['draft', 'open', 'paid', 'voided'].map((value, displayOrder) => ({
          label: value,
          value,
          displayOrder,
          hidden: false,
        })),
      },
    ],
    ['hs_currency', 'string', 'Currency'],
    ['hs_amount_billed', 'number', 'Amount billed'],
    ['hs_balance_due', 'number', 'Balance due'],
    ['hs_payment_date', 'datetime', 'Payment date'],
    ['hs_invoice_date', 'datetime', 'Invoice date'],
    ['hs_due_date', 'datetime', 'Due date'],
  ],
};
