use super::*;
use crate::safeguard::plain::Plain;
use proptest::prelude::*;

const TODAY: i64 = 46_350;

fn heaviest(text: &str) -> Option<Weight> {
    find(&Plain::of(text).text, TODAY).into_iter().map(|number| number.weight).max()
}

/// Every number of the list that stands for itself.
const SURE: &[&str] = &[
    "19121212-1212",
    "19030124-9801",
    "20000105-2380",
    "20991231-9804",
    "20990101-9811",
    "20990228-9827",
    "701063-2391",
    "20991291-9801",
    "20990161-9818",
    "20990288-9824",
    "991231-9804",
    "991231+9804",
    "209912319804",
    "070761-4285",
    "311236-9006",
    "010136-9013",
    "290232-9024",
    "10915596784",
    "13527248013",
    "01819912323",
    "15929945686",
    "31929978989",
    "018199 12323",
    "41819912317",
    "55929945750",
    "71929978972",
    "131052-308T",
    "010594Y9032",
    "010516B903X",
    "050594U903M",
    "020503F9037",
    "010199F9997",
    "311299E999E",
    "290288D9987",
    "120160-3389",
    "311299-2040",
    "010199-2550",
    "290288-3040",
    "60001019906",
    "60001018800",
    "79912310003",
    "89901015551",
    "79602291113",
    "50001018865",
    "89911302226",
    "79806013338",
    "89703154446",
    "161175-19997",
    "328673-00679",
    "010199-21235",
    "311299-24565",
    "150698-27893",
    "01019921235",
    "320000-00000",
    "399999-99999",
    "44051401359",
    "99923112347",
    "88891554325",
    "99523112345",
    "290232-9020",
    "311236-9000",
];
/// Numbers that need a word beside them, and one.
const NEAR_WORDS: &[(&str, &str)] = &[
    ("9912319804", "personnummer"),
    ("3112369006", "CPR"),
    ("311236-9010", "CPR"),
    ("010136-9010", "cpr-nr"),
    ("290232-9020", "CPR:"),
    ("01819912331", "fødselsnummer"),
    ("15929945600", "D-nummer"),
    ("31929978903", "personnummer"),
    ("202700000100", "DUF"),
    ("202799999907", "DUF-nummer"),
    ("202712345605", "DUF"),
    ("2027 00000100", "DUF"),
    ("892350-1739", "kennitala"),
    ("311299-2010", "kt."),
    ("010199-2510", "Kennitala:"),
    ("3112992010", "kennitala"),
    ("32000000000", "personas kods"),
    ("1759013776", "РНОКПП"),
    ("0000100010", "ІПН"),
    ("0000211113", "tax number"),
    ("0000322222", "ідентифікаційний"),
    ("20991231-00016", "УНЗР"),
    ("20990101-55527", "запис №"),
    ("20980630-11130", "УНЗР:"),
    ("32987654321", "personas kodi:"),
    ("32987654321", "personas kodam"),
    ("3112992010", "kennitölum"),
    ("9912319804", "fött"),
    ("9912319804", "föddes"),
    ("9912319804", "coordination number"),
    ("01819912331", "fødselsnumra"),
    ("1759013776", "ідентифікаційному номері"),
];
const POSSIBLE: &[&str] = &[
    "20991231-00016",
    "20990101-55527",
    "20980630-11130",
    "9912319804",
    "311236-9010",
    "010136-9010",
    "3112369006",
    "01819912331",
    "15929945600",
    "31929978903",
    "202700000100",
    "202799999907",
    "202712345605",
    "311299-2010",
    "010199-2510",
    "3112992040",
    "0000100010",
    "0000211113",
    "0000322222",
    "1759013776",
];
const NONE: &[&str] = &[
    "Kennitala: 700169-6599",
    "Stígamót, kt. 620190-1439",
    "20991231-9805",
    "321336-9006",
    "01819912324",
    "010199F9998",
    "010199G9997",
    "321399-2040",
    "79912310004",
    "09912310003",
    "010199-21236",
    "99923112348",
    "0000100011",
    "202700000101",
    "010190-999K",
    "990802:s",
    "990802:s barn",
    "12:991231-9804",
    "doi:10.1093/991231-9804/x",
    "https://example.org/#991231-9804",
    "/sv/991231-9804",
    "id=209912319804",
    "209912319804,5",
    "990201 - 9811",
    "tfn 070801  2345",
    "990101\n-9804",
    "990101 9804 990716",
    "period 201101 - 2012",
    "588da0010199f9997c1b",
    "e20991231-9804f7",
    "978-91-7997-012-3",
    "82-7846-051-5",
    "ISBN 9789179970123",
    "ISSN 0145-2134",
    "10.1016/j.chiabu.2021.105123",
    "10.1093/9912319804",
    "https://example.org/991231-9804/report",
    "32011L0036",
    "32011L0036-20110415",
    "CETS 197",
    "ECLI:EU:C:2013:367",
    "eli/dir/2011/36/oj",
    "S/RES/2331 (2016)",
    "SE45 5000 0000 0583 9825 7466",
    "7310865004703",
    "+46812345678",
    "tel 0701234567",
    "070-123 45 67",
    "tlf. 23 13 80 00",
    "112",
    "116 000",
    "116 111",
    "2021-2022",
    "1989–2021",
    "pp. 311–299",
    "2031-03-03",
    "2031-03-03T10:00:00",
    "2019/20:117",
    "prop. 2020/21:160",
    "KOM(2010) 95",
    "A 2021-0123",
    "Dnr 2021-012345",
    "802002-8711",
    "202100-5489",
    "556036-0793",
    "0201256-6",
    "29189846",
    "974 761 076",
    "70000562",
    "00034022",
    "5050-1055",
    "1 234 567 890 kr",
    "1000000000",
    "1 000 000 000 euros",
    "4571 2099 1231 9804",
    "Calls: 1 1 1 0 2 1 1 0 1 1 3.",
    "SEK 12 345 678 901",
    "59.3293, 18.0686",
    "styles.9912319804ab.css",
    "app-3a0199f9997b.js",
    "1.20230401.12",
    "M010199 9997",
    "892350-1739",
    "32000000000",
    "10.1016/01819912323",
    "ISBN:01819912323",
    "(+47) 23138000",
    "f(9912319804)",
    "ISBN (9912319804)",
    "tel. (9912319804)",
    "lieta Nr. 99923112347",
    "asi nr 99923112347",
    "ABC-99923112347",
    "2099-12-31-9805",
    "2031-03-03-2031",
];

#[test]
fn every_number_of_the_list_is_found_and_nothing_that_looks_alike() {
    for text in SURE {
        for around in [text.to_string(), format!("Anna, {text}."), format!("({text})"), format!("Pnr:{text}"), format!("«{text}»")] {
            assert_eq!(heaviest(&around), Some(Weight::Sure), "{around}");
        }
    }
    for (text, word) in NEAR_WORDS {
        assert_eq!(heaviest(&format!("{word} {text}")), Some(Weight::Sure), "{word} {text}");
        assert_eq!(heaviest(&format!("{text} ({word})")), Some(Weight::Sure), "{text} {word}");
    }
    for text in POSSIBLE {
        for around in [text.to_string(), format!("The girl ({text}) was seen."), format!("({text})")] {
            assert_eq!(heaviest(&around), Some(Weight::Possible), "{around}");
        }
    }
    for text in NONE {
        assert_eq!(heaviest(text), None, "{text}: {:?}", find(text, TODAY));
        assert_eq!(heaviest(&format!("a {text} b")), None, "a {text} b");
    }
}

#[test]
fn one_number_with_two_readings_names_both_and_weighs_as_the_harder() {
    let found = &find("311236-9000", TODAY)[0];
    assert_eq!(found.names[..2], ["henkilötunnus (FI)", "CPR-nummer (DK)"]);
    assert_eq!(found.weight, Weight::Sure);
}

#[test]
fn a_number_is_found_in_other_figures_and_behind_what_is_not_seen() {
    for text in [
        "٢٠٩٩١٢٣١-٩٨٠٤",
        "２０９９１２３１－９８０４",
        "२०९९१२३१-९८०४",
        "2099\u{200b}1231\u{2011}98\u{ad}04",
        "20991231\u{a0}9804",
        "20991231–9804",
        "2\u{336}0\u{336}9\u{336}9\u{336}1231-9804",
        "2\u{fe0f}\u{20e3}0\u{20e3}991231-9804",
        "20991231\u{5be}9804",
        "2099\u{e0100}1231-9804",
    ] {
        assert_eq!(heaviest(text), Some(Weight::Sure), "{text}");
    }
    assert_eq!(heaviest("personnummer 99 12 31 98 04"), Some(Weight::Possible));
    assert_eq!(heaviest("99 12 31 98 04"), None);
}

#[test]
fn a_number_is_found_however_it_is_typed() {
    for (text, weight) in [
        ("personnummer 990201 - 9810", Weight::Sure),
        ("990201 – 9810", Weight::Possible),
        ("990201--9810 personnr", Weight::Sure),
        ("990201---9810", Weight::Possible),
        ("990201  9810", Weight::Possible),
        ("20991231 - 9804", Weight::Possible),
        ("990316-\n9911", Weight::Sure),
        ("20991231-\r\n  9804", Weight::Sure),
        ("131052-\n308T", Weight::Sure),
        ("399999- 99999", Weight::Sure),
        ("131052- 308T", Weight::Sure),
        ("990316 -\n9911", Weight::Possible),
        ("990316--\n9911", Weight::Possible),
        ("hetu 131052-\r\n    308T", Weight::Sure),
        ("131052 - 308T", Weight::Possible),
        ("personas kods 010199 – 21235", Weight::Sure),
        ("Anna,990516-9935,Malmö", Weight::Sure),
        ("Anna,20991231-9804,Malmö", Weight::Sure),
        ("990101-9804,990716-9958", Weight::Possible),
        ("personnummer 990101-9804,990716-9958", Weight::Sure),
        ("990616-9942/Anna", Weight::Possible),
        ("990616-9942:s", Weight::Sure),
        ("010199F9997:lle", Weight::Sure),
        ("991231-9804s ärende", Weight::Possible),
        ("990616-9942/990101-9804", Weight::Possible),
        ("@991231-9804", Weight::Possible),
        ("förhör_991231-9804", Weight::Possible),
        ("991231-9804_2", Weight::Possible),
        ("forhor20991231-9804.txt", Weight::Possible),
        ("Anna20991231-9804", Weight::Possible),
        ("pnr20991231-9804", Weight::Sure),
        ("PESEL99923112347", Weight::Sure),
        ("PESEL-99923112347", Weight::Sure),
        ("pnr-991231-9804", Weight::Sure),
        ("2099-12-31-9804", Weight::Possible),
        ("2099.12.31-9804", Weight::Possible),
        ("personnummer 2099-12-31-9804", Weight::Sure),
        ("a.k.89911302226", Weight::Sure),
        ("numer PESEL 999231 12347", Weight::Possible),
        ("999231 12347", Weight::Possible),
        ("2099 1231 9804", Weight::Possible),
        ("2099-1231-9804", Weight::Possible),
        ("cprnr. 3112369010", Weight::Sure),
        ("dufnr 202712345605", Weight::Sure),
        ("kerfiskennitala 892350-1739", Weight::Sure),
        ("kennitölunni 311299-2010", Weight::Sure),
        ("РНОКПП №1759013776", Weight::Sure),
        ("991231-9804.)", Weight::Possible),
        ("f.991016-9987", Weight::Possible),
        ("Child:990916-9972", Weight::Possible),
        ("pnr=990816-9965", Weight::Sure),
        ("#991116-9804", Weight::Possible),
        ("Anna/131052-308T", Weight::Possible),
        ("https://example.com/?pnr=209912169811", Weight::Sure),
        ("fødselsnummer 01.81.99 12323", Weight::Sure),
        ("CPR 31.12.36-9006", Weight::Sure),
        ("CPR 31.12.36-9010", Weight::Sure),
        ("CPR 31/12/36-9006", Weight::Sure),
        ("CPR 31.12.1936-9006", Weight::Sure),
        ("pnr 991231.9804", Weight::Sure),
        ("pnr 1999-12-31-9804", Weight::Sure),
        ("31.12.36-9006", Weight::Possible),
        ("Født 31.12.36-9006", Weight::Possible),
        ("Født 01.81.99 12323", Weight::Possible),
        ("Född den 31/12 2099-9804", Weight::Sure),
        ("Född 31.12.2099-9804", Weight::Sure),
        ("010199 F9997", Weight::Possible),
        ("Henkilötunnus 010199 F9997", Weight::Sure),
        ("henkilötunnus 010199F 9997", Weight::Sure),
        ("pk 32987654321", Weight::Sure),
        ("född 991231, sista fyra 9804", Weight::Sure),
        ("Född 2099-12-31, de fyra sista siffrorna är 9804.", Weight::Sure),
        ("Født 01.81.99, personnummer 12323", Weight::Sure),
        ("Born 31.12.2099 (last four: 9804)", Weight::Sure),
        ("personnummer\n991231\n9804\n", Weight::Sure),
        ("Birth date\n20991231\n-9804", Weight::Possible),
        ("Henkilötunnus 010199 399V", Weight::Sure),
        ("personal number 9912319804", Weight::Sure),
        ("Personnr 991231 / 9804", Weight::Possible),
        ("född 99-12-31 (9804)", Weight::Possible),
        ("personnummer 2099 12 31 - 9804", Weight::Possible),
        ("passport AB 123456", Weight::Possible),
        ("Order no. 20991231-9804", Weight::Possible),
        ("resedokument nr 12345678", Weight::Possible),
        ("Migrationsverkets dossiernr 10-123987", Weight::Possible),
    ] {
        assert_eq!(heaviest(text), Some(weight), "{text}");
    }
    for text in [
        "CPR pr. 31.12.36 1235",
        "31.12.36 9006",
        "31.12.2036-2037",
        "2031/03/03-1234",
        "991231.9804",
        "född 2031-03-03 10.30",
        "personnummer: 12, 2031",
        "20991231\n9804",
        "Born\n991231\n9805\n",
        "born 991231, the last 9804 of them",
        "född 991231, 9804 g",
        "991231 / 9804",
        "A PASSPORT IS NO 123456",
        "Invoice 1759013776",
        "010199 399V",
    ] {
        assert_eq!(heaviest(text), None, "{text}");
    }
    for word in ["Personnr", "person-nr", "pers.nr", "p-nr", "personnumren", "samordningsnr"] {
        assert_eq!(heaviest(&format!("{word} 9912319804")), Some(Weight::Sure), "{word}");
    }
    assert_eq!(heaviest("fødselsnummeret 01819912331"), Some(Weight::Sure));
    for word in ["ідентифікаційного коду", "податковий номер"] {
        assert_eq!(heaviest(&format!("{word} 0000100010")), Some(Weight::Sure), "{word}");
    }
}

#[test]
fn a_number_is_found_in_data_without_spaces() {
    for (text, weight) in [
        (r#"[{"id":199912319804,"age":12}]"#, Weight::Sure),
        (r#"{"age":12,"id":199912319804}"#, Weight::Sure),
        (r#"{"ids":[199912319804,200001012384]}"#, Weight::Sure),
        (r#"[199912319804,{"age":12}]"#, Weight::Sure),
        ("{id:199912319804,age:12}", Weight::Sure),
        ("{age:12,id:199912319804}", Weight::Sure),
        ("INSERT INTO b VALUES (1,199912319804,7);", Weight::Sure),
        ("INSERT INTO b VALUES (1,199912319804,'x');", Weight::Sure),
        ("VALUES ('x',199912319804);", Weight::Sure),
        ("VALUES (1,199912319804);", Weight::Possible),
        ("VALUES (personnummer) (1,199912319804);", Weight::Sure),
        ("c(199912319804,200001012384)", Weight::Sure),
        ("1,199912319804,2012", Weight::Sure),
        (",199912319804,", Weight::Sure),
        ("c(990101-9804,990716-9958)", Weight::Sure),
    ] {
        assert_eq!(heaviest(text), Some(weight), "{text}");
    }
    for text in [
        "59,199912319804",
        "199912319804,5 and more, 3",
        "[18.199912319804,59.329323]",
        "(59.329323,18.199912319804)",
        "[[199912319804.5,1]]",
        r#"{"isbn":99923112347,"a":1}"#,
        r#"{"time":1999123198,"a":1}"#,
        "[1999123198,1759013776]",
        "https://example.org/1,199912319804/",
    ] {
        assert_eq!(heaviest(text), None, "{text}: {:?}", find(text, TODAY));
    }
}

#[test]
fn papers_are_told_from_the_word_beside_them() {
    assert_eq!(heaviest("LMA 50123456"), Some(Weight::Possible));
    assert_eq!(heaviest("passport no 12345678"), Some(Weight::Possible));
    for text in ["passport 12345678", "passport no. AB123456", "pass nr 12345678", "паспорт АВ123456", "Passport: C1234567"] {
        assert_eq!(heaviest(text), Some(Weight::Possible), "{text}");
    }
    for text in [
        "Dossiernummer 10-123987",
        "LMA-kort nr 50-123987-4.",
        "Pasnummer 209876543",
        "passnummeret 209876543",
        "passin numero PK1234567",
        "passi number KE1234567",
        "vegabréfsnúmer A1234567",
        "pases numurs LV1234567",
        "paso numeris 12345678",
        "numer paszportu AB1234567",
    ] {
        assert_eq!(heaviest(text), Some(Weight::Possible), "{text}");
    }
    for text in ["LMA-kortet gäller 2031-03-03", "LMA 2021-2027", "LMA-kort: ring 0771-235 235", "LMA-kort 03-03-2031"] {
        assert_eq!(heaviest(text), None, "{text}");
    }
    for text in ["LMA-kort 2021", "AB123456", "a passport costs 1000000 kr", "to pass 12345678"] {
        assert_eq!(heaviest(text), None, "{text}");
    }
}

#[test]
fn a_number_of_a_book_a_company_or_a_case_is_no_persons() {
    for text in [
        "ISBN 0140449132",
        "ISBN-10: 9912319804",
        "KRS 0000211113",
        "(KRS: 0000100010)",
        "NIP 1759013776",
        "org.nr 1759013776",
        "organisationsnummer 3112369006",
        "OCR 1759013776",
        "Konto 01819912323 for gaver",
        "SIA, reģ. Nr. 40003010015, Rīga",
        "SIA, reģistrācijas numurs 59912319988",
        "registration number 59912319988",
        "SIA «X», 40003010015",
        "krimināllietā Nr. 79912310003",
        "kriminaalasi 79912310003",
        "viitenumber 79912310003",
    ] {
        assert_eq!(heaviest(text), None, "{text}: {:?}", find(text, TODAY));
    }
    for (text, weight) in [
        ("SIA 59912319988", Weight::Sure),
        ("registration number 60001019906", Weight::Sure),
        ("reģ. Nr. 010199-21235", Weight::Sure),
        ("ISBN. Isikukood 79912310003", Weight::Sure),
        ("org.nr 9912319804", Weight::Possible),
        ("OCR 9912319804", Weight::Possible),
        ("konto 9912319804", Weight::Possible),
        ("kontor 01819912323", Weight::Sure),
        ("nipper 1759013776", Weight::Possible),
        ("reģ. Nr. 79912310003", Weight::Sure),
    ] {
        assert_eq!(heaviest(text), Some(weight), "{text}");
    }
}

#[test]
fn words_of_other_languages_are_no_signs() {
    assert_eq!(heaviest("ISBN 9955123456, p. 3 ir kt."), None);
    assert_ne!(heaviest("Pass inn 1759013776"), Some(Weight::Sure));
    assert_eq!(heaviest("INN 1759013776"), Some(Weight::Sure));
    assert_eq!(heaviest("Ідентифікаційний номер платника податків: 1759013776"), Some(Weight::Sure));
    assert_eq!(heaviest("hetu 131052-308t"), Some(Weight::Sure));
}

proptest! {
    #[test]
    fn any_text_is_read_to_its_end(text in "\\PC*") {
        find(&Plain::of(&text).text, TODAY);
    }

    #[test]
    fn dates_and_years_alarm_nobody(year in 1900_u32..2100, month in 1_u32..13, day in 1_u32..29, to in 1900_u32..2100) {
        for text in [format!("{year}-{month:02}-{day:02}"), format!("{year}–{to}"), format!("{day}.{month}.{year}"), format!("{year}/{}:{day}", to % 100)] {
            prop_assert_eq!(heaviest(&text), None, "{}", text);
        }
    }

    #[test]
    fn telephone_numbers_alarm_nobody(country in 30_u32..400, rest in 1_000_000_u64..999_999_999, a in 10_u32..99, b in 100_u32..999, c in 10_u32..99, d in 10_u32..99) {
        for text in [format!("+{country}{rest}"), format!("+{country} {rest}"), format!("0{a}-{b} {c} {d}"), format!("{a} {c} {d} {a}")] {
            prop_assert_eq!(heaviest(&text), None, "{}", text);
        }
    }

    #[test]
    fn identifiers_alarm_nobody(number in 0_u64..99_999_999_999, hex in "[0-9a-f]{10,40}[a-f]", year in 1950_u32..2030, serial in 0_u32..9999) {
        for text in [format!("10.1016/{number:011}"), format!("https://doi.org/10.1000/{number:010}"), format!("3{year}L{serial:04}"), format!("978-{number:011}"), format!("#{number:010}"), hex.clone()] {
            prop_assert_eq!(heaviest(&text), None, "{}", text);
        }
    }
}
