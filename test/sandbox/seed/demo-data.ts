export type DemoContact = readonly [first: string, last: string, title: string];
/** amount, currency, stage and how many days ago it was created. */
export type DemoDeal = readonly [
  name: string,
  amount: string,
  currency: string,
  stage: string,
  daysAgo: number,
];

export type DemoCompany = {
  name: string;
  domain: string;
  city: string;
  country: string;
  industry: string;
  employees: string;
  owner: string;
  contacts: readonly DemoContact[];
  deals: readonly DemoDeal[];
};

/** Invented companies: agencies and integrators who may be partners, and the clients they bring. */
export const demoCompanies: readonly DemoCompany[] = [
  {
    name: 'Nordlicht Digital',
    domain: 'nordlicht-digital.example',
    city: 'Hamburg',
    country: 'Germany',
    industry: 'MARKETING_AND_ADVERTISING',
    employees: '45',
    owner: '7001',
    contacts: [
      ['Svea', 'Lindqvist', 'Managing director'],
      ['Jonas', 'Petersen', 'Head of partnerships'],
    ],
    deals: [],
  },
  {
    name: 'Brückner & Partner Consulting',
    domain: 'brueckner-consulting.example',
    city: 'Munich',
    country: 'Germany',
    industry: 'MANAGEMENT_CONSULTING',
    employees: '120',
    owner: '7001',
    contacts: [['Clara', 'Brückner', 'Partner']],
    deals: [],
  },
  {
    name: 'Tidewater Systems',
    domain: 'tidewater-systems.example',
    city: 'Boston',
    country: 'United States',
    industry: 'COMPUTER_SOFTWARE',
    employees: '310',
    owner: '7001',
    contacts: [
      ['Marcus', 'Hale', 'VP alliances'],
      ['Priya', 'Raman', 'Solutions engineer'],
    ],
    deals: [],
  },
  {
    name: 'Atelier Fontaine',
    domain: 'atelier-fontaine.example',
    city: 'Lyon',
    country: 'France',
    industry: 'DESIGN',
    employees: '18',
    owner: '7002',
    contacts: [['Élodie', 'Fontaine', 'Founder']],
    deals: [],
  },
  {
    name: 'Hansen Werkzeugbau',
    domain: 'hansen-werkzeugbau.example',
    city: 'Bremen',
    country: 'Germany',
    industry: 'MACHINERY',
    employees: '260',
    owner: '7002',
    contacts: [
      ['Uwe', 'Hansen', 'CEO'],
      ['Nele', 'Vogt', 'Head of IT'],
    ],
    deals: [
      ['Hansen: customer portal', '48000', 'EUR', 'contractsent', 41],
      ['Hansen: service contract', '12000', 'EUR', 'qualifiedtobuy', 12],
    ],
  },
  {
    name: 'Bluefin Logistics',
    domain: 'bluefin-logistics.example',
    city: 'Rotterdam',
    country: 'Netherlands',
    industry: 'LOGISTICS_AND_SUPPLY_CHAIN',
    employees: '540',
    owner: '7002',
    contacts: [['Anouk', 'de Vries', 'COO']],
    deals: [['Bluefin: shipment tracking', '86500', 'EUR', 'decisionmakerboughtin', 33]],
  },
  {
    name: 'Maple & Stone Hotels',
    domain: 'maplestone-hotels.example',
    city: 'Portland',
    country: 'United States',
    industry: 'HOSPITALITY',
    employees: '880',
    owner: '7002',
    contacts: [['Dana', 'Whitfield', 'Director of guest experience']],
    deals: [['Maple & Stone: loyalty programme', '64000', 'USD', 'presentationscheduled', 27]],
  },
  {
    name: 'Solarfeld Energie',
    domain: 'solarfeld.example',
    city: 'Leipzig',
    country: 'Germany',
    industry: 'RENEWABLES_ENVIRONMENT',
    employees: '95',
    owner: '9103',
    contacts: [
      ['Henrik', 'Adam', 'Head of sales'],
      ['Mia', 'Krause', 'Buyer'],
    ],
    deals: [['Solarfeld: lead automation', '22400.50', 'EUR', 'qualifiedtobuy', 19]],
  },
  {
    name: 'Corvida Analytics',
    domain: 'corvida.example',
    city: 'Austin',
    country: 'United States',
    industry: 'INFORMATION_TECHNOLOGY_AND_SERVICES',
    employees: '70',
    owner: '9103',
    contacts: [['Luis', 'Ortega', 'CTO']],
    deals: [
      ['Corvida: data platform', '120000', 'USD', 'contractsent', 52],
      ['Corvida: onboarding', '9500', 'USD', 'appointmentscheduled', 6],
    ],
  },
  {
    name: 'Backhaus Ehrlich',
    domain: 'backhaus-ehrlich.example',
    city: 'Cologne',
    country: 'Germany',
    industry: 'FOOD_PRODUCTION',
    employees: '150',
    owner: '7002',
    contacts: [['Fritz', 'Ehrlich', 'Owner']],
    deals: [['Backhaus: online shop', '31000', 'EUR', 'presentationscheduled', 15]],
  },
  {
    name: 'Fjordbank',
    domain: 'fjordbank.example',
    city: 'Oslo',
    country: 'Norway',
    industry: 'BANKING',
    employees: '1200',
    owner: '9103',
    contacts: [
      ['Ingrid', 'Solheim', 'Head of digital'],
      ['Erik', 'Dahl', 'Procurement'],
    ],
    deals: [['Fjordbank: advisory desk', '210000', 'EUR', 'decisionmakerboughtin', 64]],
  },
  {
    name: 'Lakeside Retail Group',
    domain: 'lakeside-retail.example',
    city: 'Chicago',
    country: 'United States',
    industry: 'RETAIL',
    employees: '2300',
    owner: '7002',
    contacts: [['Grace', 'Kim', 'VP e-commerce']],
    deals: [['Lakeside: store rollout', '75000', 'USD', 'qualifiedtobuy', 22]],
  },
];
