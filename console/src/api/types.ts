/** The contract's types under short names. */
import type { components } from './schema'

type Schemas = components['schemas']

export type Case = Schemas['CaseView']
export type CaseState = Schemas['CaseState']
export type Me = Schemas['MeView']
export type Role = Schemas['RoleName']
export type Book = Schemas['BookView']
export type Appointment = Schemas['AppointmentView']
export type DocumentType = Schemas['DocumentTypeView']
export type Account = Schemas['AccountView']
export type Certificate = Schemas['CertificateView']
export type Delivery = Schemas['DeliveryView']
export type HistoryLine = Schemas['HistoryView']
export type HistoryFacts = Schemas['HistoryFactsView']
export type Place = Schemas['PlaceBody']
export type Schema = Schemas
