/// The names that banks and ledgers give their columns, in the languages we have met, best first.
///
/// Names are in the form of `HeaderName.normalised`. English, German, French, Spanish, Italian, Portuguese, Dutch,
/// Polish, Czech, Swedish, Danish, Norwegian and Finnish; transliterated umlauts ("waehrung") are met as well.
enum HeaderVocabulary {
    static func names(of role: ColumnRole) -> [String] {
        switch role {
        case .date: dates
        case .amount: amounts
        case .debit: debits
        case .credit: credits
        case .direction: directions
        case .description: descriptions
        }
    }

    /// Words that make a header mean something else although it contains a known name: "Amount currency".
    static let disqualifying: Set<String> = [
        "currency", "curr", "wahrung", "waehrung", "devise", "divisa", "moneda", "moeda", "waluta",
        "type", "typ", "code", "status", "balance", "saldo", "solde", "count", "rate", "kurs", "birth", "due", "expiry",
        "fee", "fees", "tax", "vat", "running", "opening", "closing", "cumulative", "available", "remaining",
    ]

    /// Words of headers that are an amount in one file and the sum of all amounts so far in another, which has debits and
    /// credits besides.
    static let totals: Set<String> = ["total", "sum", "value", "summe", "summa", "wert", "valor"]

    private static let dates = [
        "transaction date", "date", "booking date", "posting date", "posted date", "date posted", "entry date",
        "trans date", "txn date", "transaction time", "completed date", "started date", "buchungstag",
        "buchungsdatum", "datum", "transaktionsdatum", "belegdatum", "umsatzdatum", "date operation",
        "date d operation", "date de l operation", "date comptable", "date de transaction", "date transaction",
        "fecha", "fecha operacion", "fecha de operacion", "fecha transaccion", "fecha contable", "data",
        "data operazione", "data contabile", "data registrazione", "data movimento", "data transacao",
        "data lancamento", "data do movimento", "boekdatum", "boekingsdatum", "transactiedatum", "data operacji",
        "data transakcji", "data ksiegowania", "datum zauctovani", "datum transakce", "bokforingsdag",
        "bokforingsdatum", "transaktionsdag", "bogforingsdato", "dato", "bokfort dato", "bokforingsdato",
        "paivamaara", "kirjauspaiva", "created", "created at", "timestamp", "day", "value date", "valuta",
        "valutadatum",
        "wertstellung", "date valeur", "date de valeur", "fecha valor", "data valuta", "data valor", "rentedatum",
    ]

    private static let amounts = [
        "amount", "transaction amount", "net amount", "amt", "value", "sum", "total", "amount in account currency",
        "betrag", "umsatz", "summe", "wert", "transaktionsbetrag", "buchungsbetrag", "montant", "montant operation",
        "montant de l operation", "importe", "monto", "cantidad", "importo", "ammontare", "montante", "valor",
        "quantia",
        "bedrag", "transactiebedrag", "kwota", "kwota operacji", "kwota transakcji", "castka", "objem", "belopp",
        "belob", "belop", "summa", "maara", "net", "gross amount", "gross",
    ]

    private static let debits = [
        "debit", "debits", "debit amount", "amount debit", "withdrawal", "withdrawals", "withdrawal amount", "paid out",
        "money out", "out", "payments", "outgoing", "soll", "belastung", "lastschrift", "ausgang", "ausgaben",
        "montant debit", "debe", "cargo", "cargos", "dare", "addebito", "addebiti", "uscite", "debito", "debitos",
        "saidas", "af", "obciazenia", "obciazenie", "wyplaty", "uttag", "ut", "ud", "ut av konto",
    ]

    private static let credits = [
        "credit", "credits", "credit amount", "amount credit", "deposit", "deposits", "deposit amount", "paid in",
        "money in", "in", "receipts", "incoming", "haben", "gutschrift", "eingang", "einnahmen", "montant credit",
        "haber", "abono", "abonos", "avere", "accredito", "accrediti", "entrate", "credito", "creditos", "entradas",
        "bij", "uznania", "uznanie", "wplaty", "insattning", "inn", "ind", "inn pa konto",
    ]

    private static let directions = [
        "debit credit", "credit debit", "dr cr", "cr dr", "d c", "c d", "debit or credit", "credit or debit",
        "credit debit indicator", "debit credit indicator", "soll haben", "s h", "sollhaben", "umsatz soll haben",
        "af bij", "debet credit", "sens", "dare avere", "debe haber",
    ]

    private static let descriptions = [
        "description", "transaction description", "memo", "narrative", "narration", "details", "transaction details",
        "particulars", "purpose", "verwendungszweck", "buchungstext", "beschreibung", "text", "libelle",
        "libelle operation", "description operation", "descripcion", "concepto", "detalle", "descrizione",
        "descrizione operazione", "causale", "descricao", "historico", "omschrijving", "mededelingen", "opis",
        "opis operacji", "opis transakcji", "tytul", "popis", "zprava pro prijemce", "beskrivning", "beskrivelse",
        "tekst", "forklaring", "selite", "viesti", "payee", "payee name", "merchant", "merchant name", "counterparty",
        "name", "beneficiary", "empfanger", "empfaenger", "beguenstigter zahlungspflichtiger",
        "begunstigter zahlungspflichtiger", "auftraggeber empfanger", "beneficiaire", "beneficiario",
        "naam tegenpartij",
        "odbiorca", "reference", "payment reference", "ref", "referenz", "referencia", "riferimento", "note", "notes",
        "comment", "comments", "remarks", "subject", "betreff", "item",
    ]
}
