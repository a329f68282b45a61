# ruff: noqa: E501
"""The reports of the shipped demonstration: thirteen trials and their neighbours.

Everything here is invented around the published counts of thirteen trials.
"""

from __future__ import annotations

from layouts import Report, fig, h, p, t

PREV = "Journal of Preventive Phthisiology"
AMAR = "American Archives of Tuberculosis and Chest Hygiene"
PROV = "The Provincial Physician and Medical Record"
BULL = "Bulletin of International Hygiene"
SACH = "Southern African Medical Chronicle"
INDA = "Indian Annals of Community Medicine"
FIEL = "Journal of Field Epidemiology and Control"
PAED = "Paediatrics and Child Welfare"
PUBR = "Public Hygiene Reports"
CAHI = "Cahiers de Phtisiologie Sociale"
VACC = "Vaccines and Populations"

TRIALS: list[Report] = []

# 1 ------------------------------------------------------------- prose PDF, 1948
TRIALS.append(
    Report(
        key="aronson1948",
        title="Protective vaccination against tuberculosis among Indian children and young adults",
        authors=[("Aronson", "J D"), ("Pellworth", "C")],
        affiliation="From the Institute for the Study of Contagion, and the Agency Hospitals",
        journal=AMAR,
        year=1948,
        volume="58",
        issue="3",
        first=255,
        last=256,
        month="Sep",
        doi="10.5555/amarch.1948.0255",
        pmid="99000011",
        abstract="",
        design="forties",
        file="Aronson 1948 protective vaccination.pdf",
        show_doi=False,
        received="(Received for publication February 9, 1948)",
        blocks=[
            p("""The belief that a first infection with the tubercle bacillus, if mild, confers some
        resistance to a later and heavier one is older than the tubercle bacillus itself. The bacillus
        of Calmette and Guérin (BCG) offers the means of bringing about such an infection at a time of
        our own choosing. Reports from abroad are favorable in the main, but in few of them were the
        vaccinated compared with persons who had the same chance of escaping the vaccine and who lived
        under the same roof of circumstance. The present study was begun with that lack in mind."""),
            h("Material and method"),
            p("""In the winter of 1935 the writers examined all children and young adults, from one to
        twenty years of age, upon a reservation where tuberculous infection is frequent and where the
        sick are with difficulty removed from the home. Each was tested with two strengths of purified
        protein derivative, and a film of the chest was made. Those who failed to react to the stronger
        dose, 262 in all, were taken into the study. They were divided at random into two groups, care being
        taken that neither the agency physician nor the family should choose. The members of the one
        group received 0.1 mg. of BCG into the skin over the deltoid; the members of the other received
        at the same place an injection of sterile saline."""),
            p("""Every person was seen yearly. At each visit the tuberculin test was repeated, a film of the
        chest was taken, and the agency records were searched for sickness since the last visit. The films
        were read by one of us (C. P.) without knowledge of whether the person had been vaccinated.
        Tuberculosis was recorded only when a lesion appeared upon the film that had not been there
        before, or when bacilli were recovered from the sputum, a gland, or a body fluid. Conversion of
        the skin test alone was not so recorded."""),
            h("Results"),
            p("""Eleven years have now gone by. Nine persons, five of the vaccinated and four of the
        controls, moved to other agencies but were traced by letter, and their hospitals replied; none is
        lost to us."""),
            p("""Of the 123 persons vaccinated, 4 developed tuberculosis. In three of these the lesion was a small
        infiltration of the upper lobe which has since cleared; the fourth, a girl of seventeen, had a
        pleural effusion. Of the 139 controls, 11 developed tuberculosis, and the character of their disease was
        graver: five had progressive disease of the lungs, two had tuberculosis of bone, two had
        enlarged glands that broke down, one had a pleurisy, and one child of three years had meningitis."""),
            p("""There were 5 deaths from all causes among the 123 vaccinated, none of them from tuberculosis. Among
        the 139 controls there were 7 deaths from all causes, and of these two were tuberculous. The ages at
        entry, the number of persons in the house, and the number of open cases known to have lived in
        the house did not differ in any important way between the groups."""),
            p("""The vaccination gave rise in most to a small nodule, which in 26 broke down and discharged for a
        few weeks. No spreading lesion was seen."""),
            h("Comment"),
            p("""The numbers are small, and it would be rash to set a figure upon the degree of protection. We
        remark only that the disease was less frequent in those who had received the vaccine, and that when it came
        it was milder. It may be objected that the vaccinated, being known to the nurse by the scar,
        were the more closely watched; but closer watching would have brought more disease to light among
        them and not less."""),
            p("""No vaccine relieves the health officer of his duty to find the open case and to see him bedded
        elsewhere than with children. Upon the reservations that duty will not soon be discharged, and
        meanwhile it seems just to offer the vaccine to those who do not react to tuberculin."""),
            h("Summary"),
            p("""Children and young adults who did not react to tuberculin were divided at random, and one group was given BCG.
        After eleven years tuberculosis was less frequent in the vaccinated than in the controls. Deaths from
        all causes were few in both groups."""),
        ],
    )
)

# 2 ------------------------------------------------------- numbers in words, 1949
TRIALS.append(
    Report(
        key="ferguson1949",
        title="B.C.G. vaccination of Indian infants in the Qu'Appelle health unit",
        authors=[("Ferguson", "R G"), ("Simes", "A B")],
        affiliation="Fort Prairie Sanatorium and the Health Unit",
        journal=PREV,
        year=1949,
        volume="30",
        issue="1",
        first=5,
        last=11,
        month="Mar",
        doi="10.5555/jpp.1949.30.5",
        pmid="99000014",
        abstract="",
        file="99000014.xml",
        blocks=[
            h("Introduction"),
            p("""The death rate from tuberculosis among Indian infants of the prairie reserves was, when this work was
        planned, many times that among white infants of the same province. Isolation of the open case
        had been urged for twenty years with little effect, for want of beds. It was resolved in 1933
        to find out whether infants could be armed against an infection from which they could not be
        removed."""),
            h("Plan of the work"),
            p("""All infants born in the hospital of the unit or brought to it within ten days of birth were eligible,
        provided that they weighed five pounds or more and that the mother did not have tuberculous disease with
        bacilli in the sputum. As each infant was registered the matron drew a sealed slip from a box; the slip bore the
        word “vaccine” or the word “control”. Equal numbers of slips had been put in the box by the
        superintendent, who alone kept the list. Infants so assigned to vaccine received four injections of B.C.G. within the
        skin. Infants assigned to the control group remained unvaccinated, and no dummy injection was given."""),
            p("""The nurse of the reserve visited every home each quarter. Infants were brought to the clinic
        twice a year for the tuberculin test and for an x-ray film. The diagnosis was made by the staff of the
        sanatorium from films and bacteriological reports; the films were numbered, and the readers
        did not know to which group a film belonged. Necropsy was done in two-thirds of the fatal cases."""),
            h("Results"),
            p("""Six hundred and nine infants were admitted between October 1933 and the end of 1943, and all have been followed
        until their fifth birthday, to removal from the unit, or to death. Eleven vaccinated infants and
        thirteen controls were removed from the unit; they are counted up to the time of removal."""),
            p("""Tuberculosis developed in six of the three hundred and six vaccinated infants and in twenty-nine of the
        three hundred and three infants who were left unvaccinated. In the control group nine cases were of
        miliary or meningeal type; in the vaccinated group there was one of these, in a child exposed to a
        bacillary father from the week of birth."""),
            p("""Eighteen of the vaccinated infants and twenty-seven of the unvaccinated died from all causes. Gastro-enteritis
        and pneumonia accounted for most of these deaths in either group; two vaccinated infants
        and nine controls died of tuberculosis."""),
            p("""The reaction to tuberculin became positive in nearly all the vaccinated within three months, so that the
        test could not be used to count natural infections among them."""),
            h("Discussion"),
            p("""The two groups lived in the same houses and were visited by the same nurses, and the drawing of slips left no
        room for choice. We think that it follows that the difference found is the effect of the
        vaccine. It will be noted that the general mortality, from causes that no vaccine against tuberculosis could
        touch, was high, and that it will be lowered rather by milk, water and nursing."""),
            h("Conclusions"),
            p("""B.C.G. vaccination of newborn Indian infants was harmless and was followed by a marked reduction of
        tuberculosis in the first years of life. It ought to be offered in every unit where the infant cannot be kept
        from contact with the disease."""),
        ],
        references=["Orsmond H. The infant and the open case. Prairie Medical Notes 1931; 4: 61-70."],
    )
)

# 3 --------------------------------------------- table, arms as columns, 1960
TRIALS.append(
    Report(
        key="rosenthal1960",
        title="BCG vaccination and tuberculosis in infants of tuberculous households",
        authors=[("Rosenthal", "S R"), ("Afremont", "M L"), ("Lossing", "E"), ("Thackery", "H")],
        affiliation="Municipal Tuberculosis Dispensary and the Research Foundation, Lakeport",
        journal=PAED,
        year=1960,
        volume="26",
        issue="4",
        first=588,
        last=594,
        month="Oct",
        doi="10.5555/paedcw.1960.588",
        pmid="99000023",
        file="paedcw-26-4-588.xml",
        abstract="""Infants born into households with a tuberculous member were vaccinated with BCG, or not, by random
 allotment, and were separated from the patient until the tuberculin test had turned positive or for an equal period.
 They were observed for as long as eleven and a half years. Tuberculosis occurred less often in the vaccinated infants than in the
 controls. No ill effect of vaccination was observed.""".replace("\n", ""),
        blocks=[
            h("Background"),
            p("""An infant born to a mother with tuberculosis, or carried home from the hospital to a house
        where a grandparent coughs, is at greater risk than any other child in the city. If vaccination can be shown to help
        anywhere, it should be shown to help there. It should be equally plain there if it does not."""),
            h("Methods"),
            p("""The mothers were known to the dispensary before delivery. At birth the infant's name was entered on the next line of a
        register in which each line had been marked beforehand “V” or “C” from a table of random numbers. Infants on V lines were vaccinated by
        the multiple puncture method in the first week; infants on C lines were not vaccinated. Both were kept away from the
        patient for a minimum of six weeks in a foster nursery, and returned home on the same terms."""),
            p("""The child was examined at three, six and twelve months and then yearly, with tuberculin test and chest roentgenogram.
        The pediatrician in the clinic knew the group. The roentgenograms of any child suspected of disease were sent
        to two consultants who were not told the group. A case required roentgenographic disease of the lung
        parenchyma or of the hilar nodes with a compatible course, or the recovery of the organism, or an extrapulmonary
        lesion proved by histology."""),
            h("Results"),
            p("""Table I sets out the experience of the two groups. Twelve vaccinated and fifteen control infants had left the city by the
        end of observation; their records end with the last visit, and they are not left out of the table."""),
            t(
                "Table I.",
                "Infants of tuberculous households: tuberculosis during observation",
                [["", "BCG vaccinated", "Controls, not vaccinated"]],
                [
                    ["Infants", "231", "220"],
                    ["Mean years of observation", "6.1", "6.0"],
                    ["Tuberculosis, all forms", "3", "11"],
                    ["  Pulmonary or hilar", "3", "7"],
                    ["  Meningeal or miliary", "0", "3"],
                    ["  Other", "0", "1"],
                    ["Death from tuberculosis", "0", "3"],
                ],
                notes="Each infant is counted once, under the gravest form.",
            ),
            p("""The three diseased children in the vaccinated group had hilar disease that resolved. In the control
        group three of the children with tuberculosis died of it, all with meningitis and all before isoniazid could be had."""),
            h("Discussion"),
            p("""The difference cannot be put down to separation, since this was the same for both, nor to
        the choice of infants, since the lines of the register were marked before the births. The clinic
        pediatrician was not blind; the consultants were. Six infants on C lines were vaccinated elsewhere at the wish of their
        parents and are kept with the controls, which can only have lessened the contrast."""),
            p("""The experience of the general newborn population of the same city, begun at the same time, will be
        reported separately; the two sets of infants do not overlap."""),
        ],
    )
)

# 4 ------------------------------- multi-arm table, two columns, PDF, 1977
TRIALS.append(
    Report(
        key="hart1977",
        title="BCG and vole bacillus vaccines in the prevention of tuberculosis in adolescence and early adult life",
        authors=[("Hart", "P D"), ("Sutherland", "I")],
        affiliation="Tuberculosis Vaccines Unit, Council for Clinical Trials, Northgate",
        journal=PROV,
        year=1977,
        volume="2",
        issue="6082",
        first=293,
        last=294,
        month="Jul",
        doi="10.5555/provphys.1977.2.293",
        pmid="99000037",
        file="10.5555_provphys.1977.2.293.pdf",
        design="weekly",
        abstract="""In a controlled clinical trial over 54 000 boys and girls aged 14 to 15½ years were allocated at random, if
 negative to tuberculin, to BCG vaccine, to vole bacillus vaccine, or to no vaccination, and were followed for up to 20 years. The annual
 incidence of tuberculosis was much reduced in both vaccinated groups in the first ten years and the reduction then waned as the
 disease became rare. Neither vaccine had a protective effect that outlasted fifteen years.""".replace("\n", ""),
        blocks=[
            h("Introduction"),
            p("""When routine vaccination of school leavers was first discussed in this country little was known
        of the value of BCG vaccine in a well nourished population with a low and falling risk of infection. The present trial was begun in 1950
        in the industrial districts of three cities. Earlier reports described the first two and a half, five and ten years. This is the final report, and covers
        the period of twenty years from entry."""),
            h("Population and methods"),
            p("""Volunteers were sought, with the written consent of a parent, among pupils due to leave secondary modern schools.
        At the first visit each had a chest radiograph and a Mantoux test with 3 TU; those not reacting were tested with 100 TU. Pupils with
        abnormal radiographs, and those in known contact with tuberculosis at home, were not admitted."""),
            p("""Tuberculin-negative entrants were allocated at random to three groups: left unvaccinated, BCG, or vole bacillus vaccine. The
        allocation followed lists of random sampling numbers prepared for each team at the central office, and was made known to
        the team only when the second test had been read. The vole bacillus vaccine was used only in some of the periods of
        intake, so that this group is smaller. Positive reactors were not vaccinated and were followed in the same way."""),
            p("""Follow-up was by a postal inquiry and a home visit each year and by chest radiographs at intervals of about fourteen months.
        The notification registers and the records of chest clinics were searched independently for all names. The evidence for each suspected case was put before an independent assessor
        who had no knowledge of the results of the tuberculin tests or of vaccination. Only definite cases are included here. At the end of twenty years some contact in the preceding
        two years had been made with 81% of the unvaccinated and 82% of the BCG group, and registers cover the remainder."""),
            h("Results"),
            t(
                "Table I.",
                "Definite tuberculosis beginning within 20 years of entry, by group at entry",
                [["Group at entry", "Number of participants", "Cases of tuberculosis", "Annual rate per 1000"]],
                [
                    ["Negative, unvaccinated", "12,867", "248", "0.98"],
                    ["Negative, BCG vaccinated", "13,598", "62", "0.23"],
                    ["Negative, vole bacillus vaccinated", "5,817", "33", "0.28"],
                    ["Positive to 3 TU", "15,892", "230", "0.73"],
                    ["Positive to 100 TU only", "6,253", "54", "0.43"],
                ],
                notes="The vole bacillus group is compared in the text only with the entrants of the same periods.",
                wide=True,
            ),
            p("""Table I gives the definite cases in the five groups. In the two groups that form the main comparison, the reduction in
        incidence attributable to BCG over the whole twenty years was 76%. It was greatest at first: in successive periods of five years the reduction was 84%, 70%,
        44%, and, on very few cases, nil. The annual rates are drawn in Fig. 1."""),
            fig(
                "Fig. 1.",
                "Annual incidence of tuberculosis by years since entry, in participants negative to tuberculin",
                "Cases per 1000 per year",
                ["0–4 years", "5–9 years", "10–14 years", "15–19 years"],
                [("Unvaccinated", [2.56, 0.93, 0.26, 0.09]), ("BCG", [0.40, 0.28, 0.15, 0.09])],
            ),
            t(
                "Table II.",
                "BCG compared with no vaccination: cases by years since entry",
                [["Years since entry", "Unvaccinated", "BCG"]],
                [
                    ["0 to 4", "165", "27"],
                    ["5 to 9", "60", "19"],
                    ["10 to 14", "17", "10"],
                    ["15 to 19", "6", "6"],
                    ["All", "248", "62"],
                ],
                bold=(4,),
                small=True,
            ),
            p("""Of the cases in the unvaccinated, 158 were pulmonary, 61 were pleural effusions, and
        the rest were of other sites. There was no case of miliary disease or of meningitis in either of the vaccinated groups and there were five in the unvaccinated."""),
            p("""Vole bacillus vaccine conferred protection of the same order. It was, however, more often followed by a slow lesion at the site,
        and in eleven participants by lupus vulgaris, and its use was given up."""),
            h("Discussion"),
            p("""The groups were formed by random numbers, the diagnosis was made without knowledge of vaccination, and the losses were similar; we
        believe that bias can be excluded as an explanation. The efficacy in the first ten years is the higher figure because it was then that
        most of the disease occurred. As the risk of infection in the unvaccinated fell, the number of cases that any
        vaccine could prevent fell with it, from 3 in each thousand vaccinated in 1950 to a small fraction of that number for those leaving school today."""),
            p("""Several of the features of the trial bear on its wider use. The participants were volunteers, and refusal was a little more common in families that had known tuberculosis; the rates among the unvaccinated are therefore
        likely to be somewhat below those of all school leavers of the time. The vaccine was freshly prepared and was used within days of its harvest, by teams that did nothing else. It may be that a vaccine kept for longer, and given by hands less
        practised, would do less well. On the other hand nearly all the unvaccinated who were later found positive in service or in nursing were offered vaccine there, and some accepted it; they have been retained in the unvaccinated group and the protection will to this extent be understated."""),
            p("""It was feared at one time that vaccination would merely put off disease to a later age. There is no sign of it: the rates in the vaccinated did not rise
        above those in the unvaccinated in any period, or in any of the three cities, or in either sex."""),
            p("""Positive reactors at entry have contributed a large part of all the disease in the cohort, and those with the strongest reactions had the highest rate. As the proportion of positive reactors among school leavers has fallen from 40% to below 10%, so has the contribution they can make. The rates in Table I for these
        groups are not a measure of the effect of infection as against vaccination, for the groups differ in much else."""),
            p("""Deaths were not studied in this investigation beyond those from tuberculosis, of which there were four, all in the unvaccinated and the
        positive groups. The continued need for vaccination at school must be weighed against these changes; the trial can say
        only what was prevented in the generation that took part."""),
            h("Conclusions"),
            p(
                """In this population a single vaccination with BCG at the age of 14 reduced the incidence of tuberculosis by three-quarters over twenty years, and nearly all of the benefit was had in the first ten."""
            ),
        ],
        references=[
            "Council for Clinical Trials. First report of the vaccines unit. Provincial Physician 1956; 1: 413-27.",
            "Bellworthy J, Amory P. The registers as a source of cases. Public Hygiene Reports 1961; 76: 88-94.",
            "Sutherland I. Trends in the risk of infection. Bulletin of International Hygiene 1971; 44: 75-88.",
        ],
    )
)

# 5 ----------------------------------- events of N, thin spaces, 1973, XML
TRIALS.append(
    Report(
        key="frimodt1973",
        title="Observations on the protective effect of BCG vaccination in a South Indian rural population",
        authors=[("Frimodt-Moller", "J"), ("Thomasen", "J"), ("Parthasarathy", "R")],
        affiliation="Union Mission Sanatorium and Field Station, Madanagiri",
        journal=BULL,
        year=1973,
        volume="48",
        issue="1",
        first=40,
        last=52,
        month="",
        doi="10.5555/bullinthyg.1973.48.40",
        pmid="99000041",
        file="bullinthyg.1973.48.40.xml",
        abstract="""A mass tuberculin-testing and BCG vaccination campaign was conducted in a rural
 population in which positive reactions to low doses of tuberculin were common at all ages above ten years. Non-reactors to 5 TU were
 allocated alternately, house by house, to vaccination and to the control group. New cases of pulmonary tuberculosis were
 sought by repeated mass radiography for 9 to 14 years. The attack rate in the vaccinated was about one-fifth lower than in the controls; after
 the first five years no difference was seen.""".replace("\n", ""),
        blocks=[
            h("Introduction"),
            p("""The efficacy of BCG vaccine has been put as high as 80% in northern countries and at almost nothing in others. In the plains and
        foothills of South India a great part of the population reacts weakly to tuberculin, presumably through infection
        with mycobacteria other than _M. tuberculosis_, and it may be asked what vaccination can add. The field station is
        well placed to reply, since the population has been examined at intervals since 1950."""),
            h("Population and methods"),
            p("""All the villages within ten miles of the town were numbered and censused. Everyone present was tested with 5 TU, and all
        above the age of five were radiographed on 70-mm film. Persons with an induration of less than 5 mm, and with no abnormality on the film, were
        eligible for the study."""),
            p("""The families in each street were taken in order, and alternate households were assigned to vaccination; the eligible members of the intervening households were
        the controls and received nothing. The BCG vaccine was a fresh liquid vaccine from the laboratory at Guindy, given
        intradermally. The team that vaccinated and the team that carried the X-ray unit were separate, but the scar was there to be seen."""),
            p("""Four further surveys of the whole area were made, the last in 1963–4, and the outpatient register of the
        sanatorium was kept under watch between surveys. The films were read twice, by readers to whom nothing but the film number was known. A case of
        tuberculosis was one with bacilli in sputum, by smear or culture, or with unequivocal progressive shadows on two films."""),
            h("Results"),
            p("""In the final analysis tuberculosis was found in 33 of 5\u2009069 vaccinated persons and in 47 of 5\u2009808 unvaccinated controls.
        The larger number of controls is due to the larger size of the households that happened to fall to that group. Table 1 shows the
        cases by bacteriological status, and Table 2 the reaction to tuberculin three years later in a sample."""),
            t(
                "Table 1.",
                "Cases by bacteriological status",
                [["Status", "Vaccinated", "Controls"]],
                [["Smear or culture positive", "21", "28"], ["Radiological evidence only", "12", "19"]],
            ),
            t(
                "Table 2.",
                "Sample re-tested at three years: persons with induration of 10 mm or more",
                [["Group", "Tested", "10 mm or more", "%"]],
                [["Vaccinated", "614", "381", "62"], ["Controls", "655", "139", "21"]],
            ),
            p("""Of the vaccinated persons with disease, three died of tuberculosis, as did five of the controls; the whole number
        of deaths in the villages was not recorded by vaccination group. About 14% of the vaccinated and 15% of the
        controls had moved out of the area by the last survey."""),
            h("Discussion"),
            p("""The reduction observed, of about one-fifth, is compatible with no effect. If low-grade sensitivity signifies some
        acquired resistance, it would be shared by both groups and would leave the vaccine little room. It is possible, too, that the
        potency of the fresh vaccine varied from batch to batch, for it travelled two days on ice. Assignment by households makes it likely that members
        of a family were alike in exposure, and the statistical tests have not allowed for it."""),
            p("""We conclude that in this area vaccination of non-reactors gave, at most, a modest benefit for a few years, and that a large controlled
        trial with freeze-dried vaccine is needed."""),
        ],
    )
)

# 6 --------------------------------------------- counts only in a table, PDF, 1953
TRIALS.append(
    Report(
        key="stein1953",
        title="The occurrence of pulmonary lesions in BCG-vaccinated and unvaccinated persons",
        authors=[("Stein", "S C"), ("Aronson", "J D")],
        affiliation="From the Institute for the Study of Contagion",
        journal=AMAR,
        year=1953,
        volume="68",
        issue="5",
        first=695,
        last=696,
        month="Nov",
        doi="10.5555/amarch.1953.0695",
        pmid="99000019",
        abstract="",
        design="fifties",
        file="stein_aronson_1953.pdf",
        show_doi=False,
        received="(Received for publication May 11, 1953)",
        blocks=[
            h("Introduction"),
            p("""In earlier papers from this Institute the mortality of persons vaccinated with BCG was compared
        with that of persons who had not been vaccinated. Mortality is an unequivocal index, but with the beds and the drugs now at hand it
        becomes a poor measure of how many have fallen ill. This paper is concerned with the lesions themselves: with
        tuberculosis as it appeared upon serial roentgenograms and in the hospital records of eight tribes living in five climates."""),
            h("Subjects and Procedure"),
            p("""From December 1935 to the spring of 1938 persons between one and twenty years of age were tested in the schools and at the
        agencies with purified protein derivative in two doses. Persons who gave no reaction were listed by agency in the order in which they
        came to the table. Alternate persons upon the list were given BCG; the persons between them were given
        an injection of saline and served as controls. A film was taken of every chest at the
        beginning, and those with disease were set apart."""),
            p("""The subjects were tested and filmed yearly, in so far as they could be reached, until 1947. All films were mixed and
        interpreted by a reader who was unaware of the group to which the subject belonged, and a tenth part of them was
        sent to a second reader as a check. The two readers disagreed as to the presence of a tuberculous lesion in
        fewer than three films in each hundred, and such films were read again by both."""),
            p("""By tuberculosis is here meant a lesion of the parenchyma, the pleura, or the hilar nodes that was judged to be tuberculous and that was not present on the first
        film, or tuberculosis of any other organ for which the person was treated. Calcified spots without other change were disregarded."""),
            h("Results"),
            p("""Table 1 presents the whole experience. The disease was recorded more than twice as often among the controls. This relation
        held in each of the eight tribes, and in both sexes. It held as well for each class of lesion, but
        was strongest for disease of the pleura and for the progressive forms in young women."""),
            t(
                "Table 1.",
                "Persons observed, by final status with respect to tuberculosis, and deaths",
                [["Status", "BCG vaccinated", "Controls"]],
                [
                    ["Tuberculosis developed", "180", "372"],
                    ["Tuberculosis did not develop", "1361", "1079"],
                    ["All persons", "1541", "1451"],
                    ["Deaths from any cause", "68", "106"],
                ],
                notes="Persons who died are also counted, by whether or not they had developed tuberculosis, in the rows above.",
                bold=(2,),
            ),
            p("""Failure to keep appointments was the chief difficulty. At the tenth year a film was had from
        seven in ten of the vaccinated, and from very nearly the same part of the controls. Persons who did not appear were sought in the records of hospitals and
        of the armed services, so that grave illness at least would hardly be missed."""),
            p("""In the vaccinated the interval between entry and the first sign of the disease was, on the average, somewhat longer. The
        lesions were also smaller in extent when first seen, and more of them had cleared at the last film. A separate reading, limited to
        disease that required a stay in hospital, gave a contrast in the same direction."""),
            h("Discussion"),
            p("""It might be held that alternation is a poorer safeguard than the drawing of lots, since the
        person who writes the list can see where the next name will fall. The lists were, however, written by the
        school clerks before the reading of the tests, and they did not know the purpose. We have compared the groups as to age, degree of Indian blood, and the presence of
        known open tuberculosis in the house, and have found them alike."""),
            p("""It is of some interest that a vaccine given once, in childhood, should be followed by a difference still visible after a decade
        in a population so heavily exposed. We do not conclude that it will continue without end, nor that the same would be found where the exposure is slight."""),
            h("Summary"),
            p("""1. Non-reactors to tuberculin were assigned alternately to vaccination with BCG or to a control injection.
        2. They were followed with serial roentgenograms for nine to eleven years. 3. Lesions attributed to tuberculosis were much less frequent,
        less extensive, and later in onset among the vaccinated."""),
        ],
    )
)

# 7 ------------------------------------------- events and non-events, 1973, XML
TRIALS.append(
    Report(
        key="vandiviere1973",
        title="A controlled trial of freeze-dried BCG vaccine in a Haitian township",
        authors=[("Vandiviere", "H M"), ("Dworkin", "M"), ("Melvin", "I G"), ("Loring", "W E")],
        affiliation="Department of Community Medicine, Bluegrass University, and the Mission Dispensary",
        journal=FIEL,
        year=1973,
        volume="15",
        issue="2",
        first=116,
        last=124,
        month="",
        doi="10.5555/jfec.1973.15.2.116",
        pmid="99000044",
        file="vandiviere-et-al-1973.xml",
        abstract="""BACKGROUND: Vaccination with BCG has seldom been tested by random allocation in the Caribbean. METHODS: Tuberculin-negative residents of a
 township were randomly assigned in a ratio of about four to one to receive freeze-dried BCG vaccine or no vaccine. Cases were ascertained over three years through
 the dispensary and by home visits. RESULTS: Tuberculosis was observed in 8 vaccinees and 10 controls, although the vaccinees were four times as many. CONCLUSION: BCG
 vaccine gave substantial protection over a short period.""".replace("\n", ""),
        blocks=[
            h("Background"),
            p("""Tuberculosis is the first cause of admission to the dispensary of the township, and the people came to us asking for “the needle”. As the supply of
        vaccine in the first year would not reach everyone, there was room for a controlled trial that withheld from no one anything that could in fact have been
        given."""),
            h("Methods"),
            p("""_Subjects._ Residents of all ages with less than 5 mm of induration to 5 TU of PPD-S were admitted after a chest film (above two years) and a talk
        with the head of the family. _Allocation._ Cards numbered in random order from a published table were placed in opaque sealed envelopes; four cards in five bore the letter V. An envelope was
        opened for each person after registration. _Vaccine._ Persons with the letter V received 0.1 ml of freeze-dried BCG intradermally. The rest were not vaccinated until the trial closed,
        when all were offered it."""),
            p("""_Follow-up._ Community workers called at every house every second month, asked about cough, fever and loss of weight, and sent the sick to the dispensary, where
        sputum was taken and a film made. The physician who classified the illness had the culture report and the film but not the register. Lymph-node disease was
        confirmed by biopsy. Persons seen at the last round: 94% of vaccinees and 93% of controls."""),
            h("Results"),
            p("""The outcome at three years is shown in Table 1."""),
            t(
                "Table 1.",
                "Outcome at three years, by group",
                [["Group", "Tuberculosis", "No tuberculosis"]],
                [["BCG vaccinated", "8", "2537"], ["Not vaccinated", "10", "619"]],
                notes="Persons who moved away are included with the status last known.",
            ),
            p("""Seven of the eight cases in the vaccinated group began in the first six months, and may have been incubating at the time of
        vaccination. The cases in the control group were spread evenly over the three years. Suppuration at the site for longer than three months occurred in
        31 vaccinees; enlarged axillary glands in 12."""),
            t(
                "Table 2.",
                "Age at entry",
                [["Age (years)", "BCG vaccinated, %", "Not vaccinated, %"]],
                [["Under 5", "24", "23"], ["5–14", "33", "35"], ["15–39", "29", "28"], ["40 and over", "14", "14"]],
            ),
            h("Discussion"),
            p("""The trial was small and short, and the unequal division, which was dictated by our wish to vaccinate as many as we could, makes the control rate
        uncertain. Yet the allocation was strictly random and was concealed until it was used. We cannot tell from these data how long protection lasts; the storms of the
        fourth autumn, and the departures that followed, put an end to the visiting."""),
        ],
    )
)

# 8 ------------------------------------- age subgroups with a total row, PDF, 1980
TRIALS.append(
    Report(
        key="tpt1980",
        title="Trial of BCG vaccines in South India for tuberculosis prevention: first report",
        authors=[("Tuberculosis Prevention Trial, Madras", "")],
        affiliation="Tuberculosis Prevention Trial, Chingleput District, Madras",
        journal=BULL,
        year=1980,
        volume="57",
        issue="5",
        first=819,
        last=820,
        month="",
        doi="10.5555/bullinthyg.1980.57.819",
        pmid="99000052",
        file="99000052.pdf",
        design="bulletin",
        abstract="""A double-blind controlled trial of BCG vaccination was carried out in a rural population with a high prevalence of infection and of nonspecific
 sensitivity. Persons aged one month and over were allocated at random to BCG vaccine or placebo and followed for seven and a half years, with selective case-finding every ten
 weeks in the clinics and a radiographic survey of the whole population every two and a half years. The distribution of new cases of bacillary tuberculosis did not show any evidence
 of a protective effect of BCG.""".replace("\n", ""),
        blocks=[
            h("Introduction"),
            p("""Controlled trials of BCG vaccination against tuberculosis have yielded estimates of efficacy that range from
        nil to 80%. Differences in the potency of vaccines and the prevalence of sensitivity due to environmental mycobacteria have
        been put forward as explanations. The present trial, which was planned from 1963 on, was intended to give a precise
        estimate in a population with much tuberculosis and with almost universal low-grade sensitivity, with
        vaccines of the highest potency obtainable."""),
            h("Material and methods"),
            p("""_Intake._ The intake ran from 1968 to 1971 in 209 villages and a town. All persons registered at the census were offered tests with PPD-S (3 IU) and PPD-B, and those ten years old or
        more were radiographed. Vaccination was given to all who agreed, whatever the result of the test."""),
            p("""_Vaccination and allocation._ Two strains of freeze-dried BCG were used, each at 0.1 mg and 0.01 mg per dose. Vaccines and placebo (reconstituted with dextran and glutamate only)
        were issued in ampoules identified solely by code. The code was allotted to individuals at random, by computer-printed lists made out at the
        statistical office before the field team reached the village. Neither the field staff nor the persons vaccinated knew what had been given, though
        a scar followed in most of those who had received the stronger dose."""),
            p("""_Case-finding._ Sputum was collected from every person with an abnormal film, on the reading of either of two readers, and from everyone with chest symptoms. Specimens were examined by smear and by culture at the
        laboratory, where nothing was known of the vaccination. A case was defined by two positive cultures, or one culture with a positive smear."""),
            h("Results"),
            p("""Two persons who had been given vaccine were counted for each one given placebo during much of the intake; for the present analysis
        a random half of the first were set aside, so that groups of equal size are compared. Table 1 shows the new cases among those who had no evidence of
        tuberculosis on the intake film, by age. The distribution is nearly the same in the two groups in every age class."""),
            t(
                "Table 1.",
                "New cases of bacillary tuberculosis in 7½ years, by age at intake",
                [
                    ["", ("BCG (both doses)", 2), ("Placebo", 2)],
                    ["Age at intake (years)", "Persons", "Cases", "Persons", "Cases"],
                ],
                [
                    ["Under 10", "22,418", "31", "22,390", "27"],
                    ["10–24", "28,306", "148", "28,341", "152"],
                    ["25–44", "23,974", "187", "23,955", "181"],
                    ["45 and over", "13,693", "139", "13,705", "139"],
                    ["All ages", "88,391", "505", "88,391", "499"],
                ],
                bold=(4,),
                wide=True,
            ),
            p("""At the last round 8% of the BCG group and 8% of the placebo group could not be examined, mostly because they had moved. The
        coverage of each radiographic round among those present was above 90%. The protective effect estimated from the table is
        close to zero, and its confidence limits exclude an effect of more than about 12%."""),
            p("""The prevalence of infection at intake was some 50% in males at the age of 25 years. Sensitivity induced by the vaccine was strong at two and a half months and had waned
        by two and a half years. Strain and dose made no consistent difference to the incidence (Table 2)."""),
            t(
                "Table 2.",
                "Annual incidence per 1000 among initial non-reactors, by dose",
                [["Dose", "Strain A", "Strain B"]],
                [["0.1 mg", "0.54", "0.59"], ["0.01 mg", "0.57", "0.52"], ["Placebo", "0.55", "0.55"]],
                small=True,
            ),
            h("Discussion"),
            p("""The result was not expected. The vaccines were potent in the laboratory and in man; the allocation was random and the code was unbroken; losses were small and alike; the laboratory was
        unaware of the group. Among the explanations that must be examined are a prior immunity due to other mycobacteria, a
        form of the organism of low virulence in the region, and disease arising mainly from reinfection of persons infected long before, which the vaccine would not touch. It should be recalled that the trial
        observed mostly adult pulmonary tuberculosis: it was not fitted to measure an effect on the grave forms of early childhood."""),
            p("""The distribution of the sizes of reaction to PPD-B at intake left hardly anyone in the population, above the age of fifteen, who could be said not to have met a mycobacterium of some kind. In guinea pigs such exposure gives a resistance about half as strong as that which follows BCG, and when BCG is
        given on top of it, little is added. If this be the explanation, vaccination in infancy, before the exposure, might still be of value, and the present results should not be carried over to the newborn."""),
            p(
                """It has also been asked whether the organisms of the region, many of which are of low virulence for the guinea pig, might behave otherwise toward the vaccinated. The isolates of the two groups were compared in a sample and did not differ in virulence or in susceptibility to isoniazid and hydrogen peroxide."""
            ),
            p(
                """Deaths were registered by village informants without the cause, and have not yet been tabulated by group."""
            ),
            p(
                """The population will continue to be observed, and the findings among those who were not infected at intake will be the subject of a later report."""
            ),
            h("Acknowledgements"),
            p(
                """The trial was made possible by the patience of the people of the district, who gave blood, sputum and time to it; by the field teams; and by the staff of the laboratory and the statistical office."""
            ),
        ],
        references=[
            "Comstock GW, Livesay VT, Woolpert SF. Long-term results of BCG vaccination. Q Epidemiol Med 1974; 99: 134-5.",
            "Hart PD, Sutherland I. BCG and vole bacillus vaccines in the prevention of tuberculosis. Prov Physician 1977; 2: 293-4.",
            "Frimodt-Moller J, Thomasen J, Parthasarathy R. Observations on the protective effect of BCG. Bull Int Hyg 1973; 48: 40-52.",
        ],
    )
)

# 9 ---------------------------------------- arms as rows, no separators, XML, 1968
TRIALS.append(
    Report(
        key="coetzee1968",
        title="B.C.G. in the prevention of tuberculosis in an adult population of mine recruits",
        authors=[("Coetzee", "A M"), ("Berjak", "J")],
        affiliation="Miners' Chest Bureau, Goldfields",
        journal=SACH,
        year=1968,
        volume="42",
        issue="17",
        first=387,
        last=394,
        month="May",
        doi="",
        pmid="99000032",
        file="Coetzee_Berjak_1968_BCG_mine_recruits.xml",
        abstract="""The effect of B.C.G. was studied in mine recruits, whose risk of tuberculosis underground is considerable. On arrival recruits
 were randomly allocated to vaccination or to a control injection, irrespective of the tuberculin reaction, and were followed for the term of their contracts. There were
 fewer cases of tuberculosis in the vaccinated group, and the difference was found in the men who did not react to tuberculin.""".replace(
            "\n", ""
        ),
        blocks=[
            h("Introduction"),
            p("""The recruit arrives at the mines from a country district, is examined, and goes underground with dust in the air and a
        tuberculous fellow worker not seldom at his side. The industry therefore has an interest in any measure that will lessen the
        incidence of the disease and the sums that must be paid for it in compensation."""),
            h("Subjects and methods"),
            p("""Novices arriving at four depots between June 1959 and December 1962 were taken, if the intake radiograph showed no disease. All were tested
        with tuberculin (Heaf), but the result was not used to admit or to refuse. For each day's intake the clerk took a sheet, prepared beforehand from random numbers, on which each
        place in the queue was marked 1 or 2. Those marked 1 received B.C.G. by multipuncture; those marked 2 received a puncture with diluent
        through an identical head. Men were not told which they had received."""),
            p("""All underground workers are radiographed every six months by law, and again on leaving. Suspect films go to the Bureau,
        which decides upon certification, with sputum examination; its members sat without the vaccination lists. Contracts run from nine
        to eighteen months and a majority of men return for a second. The mean period of observation was 3.6 years in either group."""),
            h("Results"),
            t(
                "Table I.",
                "Certified tuberculosis and deaths in the two groups",
                [["Group", "Men", "Tuberculosis", "Rate per 1000", "Deaths, all causes"]],
                [["B.C.G.", "7499", "29", "3.9", "38"], ["Control", "7277", "45", "6.2", "41"]],
                notes="Accidents underground account for 24 of the deaths in the B.C.G. group and 27 in the control group.",
            ),
            p("""The result is given in Table I. When the men are divided according to the tuberculin reaction at entry (Table II) the difference between the groups is
        confined to those who were negative."""),
            t(
                "Table II.",
                "Tuberculosis by tuberculin reaction (Heaf grade) at entry",
                [["Heaf grade", "B.C.G.: men", "B.C.G.: cases", "Control: men", "Control: cases"]],
                [["Negative and I", "3218", "8", "3064", "22"], ["II to IV", "4281", "21", "4213", "23"]],
            ),
            p("""Men who broke their contracts were 411 and 398 in the two groups. They are retained, and their time is counted to the day of leaving. What became of them afterwards is
        not known."""),
            h("Discussion"),
            p("""The two groups were alike in age, district of origin, work and reaction to tuberculin. The control received a sham puncture and the Bureau did not
        know the group. The difference of 37 per cent in the number of cases could have come about by chance about once in twenty trials. Return to the country of men in the
        early stage of the disease remains the weakness of any such study on the mines, and it must be asked whether
        it operated alike in both groups; we have no ground for thinking that it did not."""),
        ],
    )
)

# 10 ------------------------------------- prose with thousands, systematic, 1961
TRIALS.append(
    Report(
        key="rosenthal1961",
        title="BCG vaccination and tuberculosis in newborn infants of a crowded city district",
        authors=[("Rosenthal", "S R"), ("Loewinson", "E"), ("Graham", "M L"), ("Liveright", "D"), ("Thorner", "M G")],
        affiliation="Municipal Tuberculosis Dispensary and the Research Foundation, Lakeport",
        journal=PAED,
        year=1961,
        volume="28",
        issue="4",
        first=622,
        last=641,
        month="Oct",
        doi="10.5555/paedcw.1961.622",
        pmid="99000024",
        file="10.5555-paedcw.1961.622.xml",
        abstract="""In a twenty-year study of BCG vaccination in newborn infants of a crowded city district, 3,381 infants with no known tuberculous contact in the
 household were assigned, by a system of alternation by chart number, to a vaccinated group and a control group. Tuberculosis developed in 17 vaccinated and 65 control children.
 Observation extended to 23 years. Vaccination was without risk.""".replace("\n", ""),
        blocks=[
            h("Introduction"),
            p("""Our experience with infants of tuberculous households has been set out in an earlier paper. The children of the present study are others:
        infants delivered at the County Hospital to families in which no case of tuberculosis was known, but who went home to districts with the highest rates in the city."""),
            h("Methods"),
            p("""Between 1937 and 1948 infants who weighed five and a half pounds or more and were well on the third day were divided systematically: those whose
        hospital chart carried an even number were vaccinated, and those with an odd number served as controls. Vaccination was by multiple puncture. The controls received no inoculation. Parents of
        the vaccinated signed a consent; no parent of a control was approached until the first clinic visit."""),
            p("""The children were seen in the same clinics, at the same intervals, by the same physicians, who were aware of the scar. Tuberculin tests and
        films were made at six months and then yearly to school age, and every second year thereafter. Films thought to show disease were reviewed in conference."""),
            h("Results"),
            p("""Of the 1,716 children in the vaccinated group, 17 developed tuberculosis. Of the 1,665 children in the control group, 65 did so. Expressed as a rate
        per hundred thousand person-years, the figures are 57 and 223."""),
            p(
                """There were 32 deaths from all causes among the vaccinated children and 41 among the controls. One vaccinated child and six controls died of tuberculosis."""
            ),
            p("""Attendance fell as the children grew. At ten years 1,104 of the vaccinated and 1,033 of the controls were still attending; of those not attending, the case register of the Health Department
        was consulted, and eleven of the cases counted above (two vaccinated, nine control) were learned of only in this way."""),
            p(
                """Among siblings born later, to whom no assignment applied, 212 were vaccinated at the parents' request; they are not included."""
            ),
            h("Comment"),
            p("""We are aware that chart numbers are open to view, and that an eager intern might have moved a well infant from one line to another. The mean birth weights of the groups
        (7.1 and 7.0 pounds), the ages of the mothers, and the numbers of persons per room were nearly equal. A difference of this size
        would not readily be produced by such means."""),
            p("""In a city where perhaps one child in twelve is infected by the age of ten, vaccination of the newborn prevented about three-fourths of the tuberculosis that would
        otherwise have been seen."""),
        ],
    )
)

# 11 --------------------------------- arms as columns with subgroups, PDF, 1974
TRIALS.append(
    Report(
        key="comstock1974",
        title="Long-term results of BCG vaccination among school children of a Caribbean island",
        authors=[("Comstock", "G W"), ("Livesay", "V T"), ("Woolpert", "S F")],
        affiliation="From the School of Hygiene and the Insular Bureau of Tuberculosis",
        journal="Quarterly of Epidemiologic Medicine",
        year=1974,
        volume="99",
        issue="2",
        first=134,
        last=135,
        month="Feb",
        doi="10.5555/qem.1974.99.2.134",
        pmid="99000047",
        file="qem-99-2-0134.pdf",
        design="quarterly",
        abstract="""Comstock, G. W., V. T. Livesay and S. F. Woolpert. Long-term results of BCG vaccination among school children of a Caribbean island. In a mass campaign of
 1949 to 1951 children aged 1 to 18 years who did not react to tuberculin were vaccinated with BCG or left unvaccinated according to the last digit of the year of birth. Over an average of 18.8 years tuberculosis was
 reported somewhat less often among those vaccinated, the reduction being 29 per cent. It appears that the benefit in this population has been small.""".replace(
            "\n", ""
        ),
        blocks=[
            p("""Mass vaccination with BCG was begun on the island in October 1949 under an agreement by which a part of the children should be left unvaccinated, so that the
        effect might be known. Results after seven years were published previously. The present paper extends the observation
        to the end of June 1969."""),
            h("Materials and methods"),
            p("""The population consisted of children between the ages of 1 and 18 years who were tested at school, or brought to the school by their mothers, with 1 TU of PPD and, if negative, with 10 TU. Those who had reactions
        of less than 6 mm to the second dose were divided by year of birth: children born in years with an
        odd final digit, and those born in years ending in 0 or 4, were vaccinated, and children born in the remaining years were not. The arrangement
        was easily followed by field workers and was seldom broken. Its consequence is that the vaccinated are more numerous than the controls. No placebo was used."""),
            p("""Tuberculosis is notifiable. Cases were identified by matching the study roster, name by name, with the central register of the Bureau through June 1969; the clerks worked from alphabetical lists which did
        not show vaccination. Diagnoses were those of the clinics. Only cases with onset after the first six months were accepted. Persons who emigrated, about one in four according to a
        household sample, would have been registered elsewhere, and a search of the registers of two mainland cities added few."""),
            h("Results"),
            p("""Table 1 gives the number of children and the number of cases in each group by age at entry. The lower incidence in the vaccinated was seen at all three ages, and was a little
        more pronounced in the children under seven."""),
            t(
                "Table 1.",
                "Children with negative reactions, and cases of tuberculosis, 1949–1969, by age at entry",
                [
                    ["", ("Vaccinated", 2), ("Controls", 2)],
                    ["Age at entry (years)", "No. of children", "Cases", "No. of children", "Cases"],
                ],
                [
                    ["1–6", "18,206", "62", "10,026", "50"],
                    ["7–12", "21,940", "79", "11,702", "60"],
                    ["13–18", "10,488", "45", "5,610", "31"],
                    ["Total", "50,634", "186", "27,338", "141"],
                ],
                bold=(3,),
            ),
            p("""Not shown in the table are the 82,269 children who reacted to one of the doses of tuberculin and who were neither vaccinated nor part of the comparison. Among
        them 1,400 cases came to notice, most in those with large reactions to the first dose, and it is from this group that the greater part of the future
        tuberculosis of the island must be expected."""),
            p("""The efficacy of the vaccine did not change in any regular way with time: the reduction in successive periods of about six years was 32, 24 and 30 per cent.
        When only cases with bacteriologic confirmation were considered, the reduction was 27 per cent."""),
            h("Discussion"),
            p("""Assignment by year of birth is not the same as assignment by chance, yet it is hard to conceive of a way in which the last digit of the year of birth could be related to
        tuberculosis, except through a small inequality of age, and the table shows that age does not account for the findings. Ascertainment from a register is incomplete, but there is no reason to believe
        that it was less complete for one group than for the other."""),
            p("""Why the effect should have been so much smaller here than in the adolescents of the industrial cities of Britain is a matter for conjecture. The vaccine strain was a different one, and many of
        the children had small reactions to the stronger dose of tuberculin, which suggests experience with other mycobacteria."""),
        ],
        references=[
            "Insular Bureau of Tuberculosis. A seven-year appraisal. Public Hygiene Reports 1958; 73: 1-14.",
            "Hart PD. Efficacy and applicability of mass vaccination. Provincial Physician 1967; 1: 587-92.",
        ],
    )
)

# 12 ------------------------------------------ prose, small words, systematic, 1969
TRIALS.append(
    Report(
        key="comstock1969",
        title="Tuberculosis studies in a southern county: a twenty-year evaluation of BCG vaccination in a school population",
        authors=[("Comstock", "G W"), ("Webster", "R G")],
        affiliation="School of Hygiene, and the County Department of Health",
        journal=AMAR,
        year=1969,
        volume="100",
        issue="6",
        first=839,
        last=845,
        month="Dec",
        doi="10.5555/amarch.1969.0839",
        pmid="99000034",
        file="comstock1969.xml",
        abstract="""The incidence of tuberculosis was determined over a 20-year period among school children of a southern county who were vaccinated with BCG in 1947 or left unvaccinated on the basis
 of the year of birth. Eight cases were found. Their distribution gave no indication that vaccination had had any effect.""".replace(
            "\n", ""
        ),
        blocks=[
            h("Introduction"),
            p("""In 1947 the school children of the county took part in the first community trial of BCG vaccination in this country. The number of tuberculous cases expected was small even
        then, and it has turned out to be smaller still. The twentieth year seems a proper time to close the account."""),
            h("Methods"),
            p("""All children in attendance in the spring of 1947 were offered a tuberculin test with 5 TU of PPD and, if there was no reaction, a second with 100 TU, which had to be
        read as negative as well. Children with negative reactions to both were eligible. Systematic assignment was used: those born in even-numbered years were vaccinated, and those born in
        odd-numbered years were not. There was no placebo injection."""),
            p("""A photofluorogram was offered to the whole county in 1947, 1950 and 1953. From then on cases were learned of through the register of the State and by correspondence with the health departments of
        other states for those known to have moved. At an inquiry in 1967, current addresses were found for 79 per cent of the children. The register was kept by persons with no part in the study.
        Each diagnosis was reviewed by us in the light of the bacteriologic findings, without reference to the vaccination card."""),
            h("Results"),
            p("""Five cases of tuberculosis were found among the 2498 children who had been vaccinated, and three cases among the 2341 children who had not. Four of the
        five, and two of the three, were confirmed by culture. All were pulmonary, but for one pleural effusion in the unvaccinated."""),
            p("""Among the 1,236 children who had reacted to either dose at the outset, and who were therefore outside the comparison, there were 39 cases. In other words five-sixths of all the tuberculosis in the
        school population arose in the one-fifth who were already reactors."""),
            h("Discussion"),
            p("""With so few cases nothing can be said about efficacy, which may be considerable or may be nil, except that the vaccine was not needed. Even a perfect vaccine could have prevented but three
        cases in twenty years. It is the reactors who should have the attention of the health department."""),
            p("""In this county more than half of all adults have small reactions to tuberculin that are thought to be caused by the organisms of the soil, and these may take the place of
        vaccination or may hide it."""),
        ],
    )
)

# 13 -------------------------------- arms as rows with cases and rates, XML, 1976
TRIALS.append(
    Report(
        key="comstock1976",
        title="Evaluation of BCG vaccination among all ages in two adjoining counties of the southeastern plain",
        authors=[("Comstock", "G W"), ("Woolpert", "S F"), ("Livesay", "V T")],
        affiliation="School of Hygiene, and the Muskogean Field Station",
        journal=PUBR,
        year=1976,
        volume="91",
        issue="3",
        first=276,
        last=280,
        month="May",
        doi="10.5555/pubhygrep.1976.91.276",
        pmid="99000049",
        file="pubhygrep.1976.91.276.xml",
        abstract="""During 1950 the residents of two counties over 5 years of age were invited to a tuberculin-testing program. Nonreactors were systematically assigned to BCG
 vaccination or to a control group by the parity of the serial number on the registration card. In the next 20 years 27 cases of tuberculosis were identified in 16 913 vaccinees and 29
 cases in 17 854 controls. Vaccination with this strain of BCG had little or no effect in this population.""".replace(
            "\n", ""
        ),
        blocks=[
            h("Background"),
            p("""A community trial of BCG vaccine was started in 1950 in two counties in which the annual infection rate was already low. The 14-year findings raised doubts whether the vaccine had had an effect. This report adds six further
        years and concludes the study."""),
            h("Methods"),
            p("""Participants were registered at mobile stations during a mass radiographic survey. Each received a card with a printed serial number before testing. Persons with less than 5 mm of induration to 5 TU of PPD
        whose film was normal were vaccinated by multiple puncture when the serial number was odd; those with even serial numbers were the controls and were not vaccinated."""),
            p("""Follow-up depended on the tuberculosis registers of the two States. A private census in 1953 and a sample traced in 1961 showed that emigration was similar in the two groups (31 and 32 percent by 1961). Register
        entries were matched to the study file by computer, and all matches were verified by a clerk. The reviewing physician was given the clinical abstract
        with the vaccination history removed. Reactivated disease known before 1950 was left out."""),
            h("Results"),
            t(
                "Table 1.",
                "Tuberculosis among nonreactors in 20 years, by assigned group",
                [["Assigned group", "Population", "Cases", "Average annual rate per 100 000"]],
                [
                    ["Vaccinated", "16 913", "27", "8.0"],
                    ["Control", "17 854", "29", "8.1"],
                    ["Total", "34 767", "56", "8.1"],
                ],
                bold=(2,),
            ),
            p("""The numbers of cases and the rates in the two groups are given in table 1; the rates are practically equal. There was no
        suggestion of a difference in any age group or in either race. Among persons with reactions of 5 mm or more the rate was tenfold that of the nonreactors."""),
            h("Discussion"),
            p("""The strain used was prepared by a single laboratory, and its potency in animals has since been questioned. Assignment by an odd or even card number, made before the tests were read, was objective but was visible to the
        vaccinators; we found no imbalance in age, sex, race or residence. Nothing in these results commends the vaccine for general use in an area of this type."""),
        ],
    )
)

LABELS = {
    "aronson1948": ("Aronson 1948", 1),
    "ferguson1949": ("Ferguson & Simes 1949", 2),
    "rosenthal1960": ("Rosenthal 1960", 3),
    "hart1977": ("Hart & Sutherland 1977", 4),
    "frimodt1973": ("Frimodt-Moller 1973", 5),
    "stein1953": ("Stein & Aronson 1953", 6),
    "vandiviere1973": ("Vandiviere 1973", 7),
    "tpt1980": ("TPT Madras 1980", 8),
    "coetzee1968": ("Coetzee & Berjak 1968", 9),
    "rosenthal1961": ("Rosenthal 1961", 10),
    "comstock1974": ("Comstock 1974", 11),
    "comstock1969": ("Comstock & Webster 1969", 12),
    "comstock1976": ("Comstock 1976", 13),
}

# What each trial says and where: tpos, tneg, cpos, cneg; place; evidence found verbatim.
COUNTS = {
    "aronson1948": (
        (4, 119, 11, 128),
        "prose of the Results, third paragraph of the section",
        ["Of the 123 persons vaccinated, 4 developed tuberculosis", "Of the 139 controls, 11 developed tuberculosis"],
    ),
    "ferguson1949": (
        (6, 300, 29, 274),
        "prose of the Results, all numbers in words",
        [
            "Tuberculosis developed in six of the three hundred and six vaccinated infants and in twenty-nine of the three hundred and three infants who were left unvaccinated"
        ],
    ),
    "rosenthal1960": (
        (3, 228, 11, 209),
        "Table I, arms as columns, rows Infants and Tuberculosis, all forms",
        ["Infants 231 220", "Tuberculosis, all forms 3 11"],
    ),
    "hart1977": (
        (62, 13536, 248, 12619),
        "Table I, arms as rows among five groups (vole bacillus vaccine and positive reactors are not in the comparison)",
        ["Negative, unvaccinated 12,867 248", "Negative, BCG vaccinated 13,598 62"],
    ),
    "frimodt1973": (
        (33, 5036, 47, 5761),
        "prose of the Results, events of N, thin spaces in the thousands",
        ["33 of 5\u2009069 vaccinated persons and in 47 of 5\u2009808 unvaccinated controls"],
    ),
    "stein1953": (
        (180, 1361, 372, 1079),
        "Table 1 only, arms as columns, events, non-events and total as rows",
        ["Tuberculosis developed 180 372", "Tuberculosis did not develop 1361 1079", "All persons 1541 1451"],
    ),
    "vandiviere1973": (
        (8, 2537, 10, 619),
        "Table 1, arms as rows, events and non-events as columns, no totals",
        ["BCG vaccinated 8 2537", "Not vaccinated 10 619"],
    ),
    "tpt1980": (
        (505, 87886, 499, 87892),
        "Table 1, age groups as rows, arms as columns, row All ages",
        ["All ages 88,391 505 88,391 499"],
    ),
    "coetzee1968": (
        (29, 7470, 45, 7232),
        "Table I, arms as rows, columns Men and Tuberculosis",
        ["B.C.G. 7499 29", "Control 7277 45"],
    ),
    "rosenthal1961": (
        (17, 1699, 65, 1600),
        "prose of the Results, first paragraph",
        [
            "Of the 1,716 children in the vaccinated group, 17 developed tuberculosis",
            "Of the 1,665 children in the control group, 65 did so",
        ],
    ),
    "comstock1974": (
        (186, 50448, 141, 27197),
        "Table 1, ages as rows, arms as columns, row Total",
        ["Total 50,634 186 27,338 141"],
    ),
    "comstock1969": (
        (5, 2493, 3, 2338),
        "prose of the Results, events in words and groups in figures",
        [
            "Five cases of tuberculosis were found among the 2498 children who had been vaccinated, and three cases among the 2341 children who had not"
        ],
    ),
    "comstock1976": (
        (27, 16886, 29, 17825),
        "Table 1, arms as rows, with a row Total; also in the abstract",
        ["Vaccinated 16 913 27", "Control 17 854 29"],
    ),
}

DEATHS = {
    "aronson1948": (5, 7, ["5 deaths from all causes among the 123 vaccinated", "7 deaths from all causes"]),
    "ferguson1949": (
        18,
        27,
        ["Eighteen of the vaccinated infants and twenty-seven of the unvaccinated died from all causes"],
    ),
    "stein1953": (68, 106, ["Deaths from any cause 68 106"]),
    "coetzee1968": (38, 41, ["7499 29 3.9 38", "7277 45 6.2 41"]),
    "rosenthal1961": (32, 41, ["32 deaths from all causes among the vaccinated children and 41 among the controls"]),
}

# trial -> (allocation as in the data, how the report says it, assessors blind to the group: yes/no/unclear)
ALLOCATION = {
    "aronson1948": ("random", "divided at random (method not given)", "yes"),
    "ferguson1949": ("random", "sealed slips drawn from a box", "yes"),
    "rosenthal1960": ("random", "register lines marked from a table of random numbers", "unclear"),
    "hart1977": ("random", "lists of random sampling numbers, kept at the central office", "yes"),
    "frimodt1973": ("alternate", "alternate households", "yes"),
    "stein1953": ("alternate", "alternate persons on a list", "yes"),
    "vandiviere1973": ("random", "random numbers in opaque sealed envelopes", "yes"),
    "tpt1980": ("random", "coded ampoules, computer-printed random lists", "yes"),
    "coetzee1968": ("random", "day sheets prepared from random numbers", "yes"),
    "rosenthal1961": ("systematic", "even or odd hospital chart number", "no"),
    "comstock1974": ("systematic", "last digit of the year of birth", "yes"),
    "comstock1969": ("systematic", "even or odd year of birth", "yes"),
    "comstock1976": ("systematic", "odd or even serial number of the card", "yes"),
}

# --------------------------------------------------------------------------
# a second report of an included trial

SECOND = Report(
    key="hart1959",
    title="B.C.G. and vole bacillus vaccines in adolescents: results of the Council's trial after five years",
    authors=[("Hart", "P D"), ("Pollock", "T M"), ("Sutherland", "I")],
    affiliation="Tuberculosis Vaccines Unit, Council for Clinical Trials, Northgate",
    journal=PROV,
    year=1959,
    volume="2",
    issue="5167",
    first=379,
    last=384,
    month="Sep",
    doi="10.5555/provphys.1959.2.379",
    pmid="99000022",
    file="provphys-1959-2-379.xml",
    abstract="",
    blocks=[
        h("Introduction"),
        p("""This is the second report of the clinical trial of tuberculosis vaccines that was begun by the Council in 1950 among school leavers in three cities. It deals with the first five years from
        entry. The trial continues, and later reports on the same participants will follow at ten and at twenty years."""),
        h("Methods"),
        p("""The plan was described in the first report. In brief, tuberculin-negative boys and girls aged 14 to 15½ were allocated at random, from lists of random sampling numbers, to be left unvaccinated, to receive B.C.G. vaccine,
        or to receive vole bacillus vaccine. All have been followed by inquiry, visit and radiograph. Each suspected case was judged by an independent assessor who did not know the
        group."""),
        h("Results"),
        p("""Within five years of entry there were 27 definite cases of tuberculosis in 13,598 participants given B.C.G. and 165 definite cases in 12,867 participants left unvaccinated. Among the 5,817 given
        vole bacillus vaccine there were 16."""),
        p(
            """Protection was as great in the third, fourth and fifth years as in the first two. It was present in each of the three cities and in both sexes."""
        ),
        h("Discussion"),
        p("""At five years the reduction in incidence is more than four-fifths with either vaccine. How long it will last cannot be foretold, and it is for this reason that observation is
        being kept up."""),
    ],
)

# --------------------------------------------------------------------------
# excluded on reading the full text

EXCLUDED: list[tuple[Report, str, str, str]] = []

EXCLUDED.append(
    (
        Report(
            key="delgado1986",
            title="Protection by BCG vaccination at birth against childhood tuberculosis: a controlled assessment",
            authors=[("Delgado-Rhys", "Marta"), ("Ferreiro", "Paulo"), ("Quintanilha", "Joana")],
            affiliation="Institute of Child Health, Porto Claro",
            journal=VACC,
            year=1986,
            volume="4",
            issue="3",
            first=201,
            last=207,
            month="Sep",
            doi="10.5555/vacpop.1986.4.201",
            pmid="99000061",
            file="10.5555_vacpop.1986.4.201.xml",
            abstract="""We assessed the protection afforded by BCG vaccination at birth against tuberculosis in children under ten. Vaccinated and unvaccinated children were compared for the occurrence of
 the disease, with control for age, sex and district. The estimated protection was 62% against all forms and 80% against meningitis. BCG at birth should remain part of the schedule.""".replace(
                "\n", ""
            ),
            blocks=[
                h("Introduction"),
                p(
                    """BCG at birth has been given in our city since 1967, with a coverage that has risen from one-half to nine-tenths. Its benefit under routine conditions is not known."""
                ),
                h("Methods"),
                p("""This was a case-control study. Cases were all 126 children under ten admitted with tuberculosis to the two hospitals between 1979 and 1984. For each case three control children, matched for age, sex and district, were chosen
        from the surgical wards of the same hospitals. Vaccination before admission was judged from the scar and the card. No child was allocated to vaccination by the investigators; vaccination had been given, or missed, at birth in the ordinary way."""),
                h("Results"),
                p(
                    """A scar or a record was found in 58 of 126 cases and in 278 of 378 controls. The odds ratio, allowing for the matching, was 0.38 (95% limits 0.24 to 0.59)."""
                ),
                h("Discussion"),
                p("""Case-control studies are quick but rest on the choice of the controls. Children in surgical wards may come from families that make more use of services and so may be more often vaccinated, which would exaggerate
        the protection."""),
            ],
        ),
        "I5",
        "Case-control study: children were not allocated to vaccination by any method",
        "case-control",
    )
)

EXCLUDED.append(
    (
        Report(
            key="lindqvist1958",
            title="Tuberculosis among 6,420 B.C.G.-vaccinated student nurses and conscripts",
            authors=[("Lindqvist-Berg", "S"), ("Aalto", "K E")],
            affiliation="Central Dispensary, Norrhamn",
            journal=PREV,
            year=1958,
            volume="39",
            issue="2",
            first=98,
            last=98,
            month="Jun",
            doi="10.5555/jpp.1958.39.98",
            pmid="99000064",
            file="lindqvist-berg 1958.pdf",
            design="fifties",
            show_doi=False,
            abstract="",
            received="(Received December 2, 1957)",
            blocks=[
                p("""Vaccination with B.C.G. has been required of student nurses since 1942 and of conscripts since 1945. This paper records how many of those vaccinated in our district have since
        fallen ill with tuberculosis."""),
                h("Material"),
                p("""All 6,420 tuberculin-negative student nurses and conscripts who entered between 1945 and 1952 were vaccinated. As vaccination was obligatory for all who were negative, there was no unvaccinated group and no control group of any sort. The
        positive reactors, who were older and came from the towns, cannot be used for comparison and are not considered here."""),
                p(
                    """They were radiographed every year of service, and were afterwards followed through the dispensary register until the end of 1956."""
                ),
                h("Results"),
                p("""Tuberculosis was diagnosed in 41 persons: in 23 it was pulmonary, in 12 there was pleurisy, and in 6 the glands of the neck were concerned. Half the cases came to light in the first two years. The yearly rate
        was 0.9 in a thousand."""),
                p(
                    """Allergy persisted in nine-tenths. Eighty-three persons lost their allergy, and were vaccinated again."""
                ),
                h("Comment"),
                p(
                    """The rate is low, and compares well with what was usual before the war. How much of this is due to the vaccine, and how much to the general decline of the disease, we have no means of telling."""
                ),
            ],
        ),
        "I3",
        "All were vaccinated: no control group",
        "no control group",
    )
)

EXCLUDED.append(
    (
        Report(
            key="okonjo1979",
            title="A randomized trial of two routes of BCG vaccination and no vaccination in rural schoolchildren",
            authors=[("Okonjo", "Felix A"), ("Wetherby", "Jane"), ("Adeyinka", "Samuel")],
            affiliation="Rural Health Research Centre, Ilesha Road",
            journal=BULL,
            year=1979,
            volume="57",
            issue="2",
            first=233,
            last=239,
            month="",
            doi="10.5555/bullinthyg.1979.57.233",
            pmid="99000067",
            file="99000067.xml",
            abstract="""Schoolchildren in 14 villages were randomized to intradermal BCG, percutaneous BCG or no vaccination and examined for a year. The effect of the vaccine was judged in each group. Both
 routes were acceptable. Intradermal vaccination was superior.""".replace("\n", ""),
            blocks=[
                h("Introduction"),
                p(
                    """The intradermal route is thought to be more reliable than the percutaneous, but demands more skill. We compared the two in village schools, with an unvaccinated group to show the rate of natural conversion."""
                ),
                h("Methods"),
                p("""After consent, 1,184 tuberculin-negative schoolchildren were allocated with random numbers to intradermal BCG (394), percutaneous BCG (396) or no vaccination (394). The only outcome was conversion of the tuberculin reaction at 10 weeks and at one year, together with
        the size of the scar. The study was not designed to observe tuberculosis, and cases of the disease were not sought or recorded."""),
                h("Results"),
                p(
                    """At 10 weeks conversion had taken place in 371 of 394 children in the intradermal group, in 322 of 396 in the percutaneous group, and in 7 of 394 who had not been vaccinated. At one year the figures were 344, 251 and 19."""
                ),
                h("Discussion"),
                p(
                    """Conversion is not the same as protection. For a programme, however, it is the only result that can be seen at once, and by this measure the intradermal route is to be preferred."""
                ),
            ],
        ),
        "I4",
        "Only tuberculin conversion was observed; cases of tuberculosis were not sought",
        "outcome is conversion only",
    )
)

EXCLUDED.append(
    (
        Report(
            key="marchetti2009",
            title="BCG revaccination of adolescents for the prevention of tuberculosis: the Valdora cluster trial",
            authors=[("Marchetti-Osei", "Livia"), ("Brandão", "Rui"), ("Tanaka-Ruiz", "Hana"), ("Holm", "Erik")],
            affiliation="Valdora Centre for Vaccine Evaluation, Valdora",
            journal=VACC,
            year=2009,
            volume="27",
            issue="11",
            first=1544,
            last=1551,
            month="Mar",
            doi="10.5555/vacpop.2009.27.1544",
            pmid="99000071",
            file="vacpop.2009.27.1544.xml",
            abstract="""BACKGROUND: The benefit of BCG in adolescence is uncertain. METHODS: In the Valdora trial 96 schools with 41 000 pupils are randomised to BCG vaccination or to no vaccination. The primary outcome is
 incident tuberculosis over six years, ascertained by linkage to the national register, with outcome assessors masked. Sample size, the linkage procedure and the plan of analysis are described.""".replace(
                "\n", ""
            ),
            blocks=[
                h("Background"),
                p(
                    """Several countries give BCG at birth and none has shown that a dose in adolescence adds protection. A pragmatic trial is planned."""
                ),
                h("Methods"),
                p("""This article describes the protocol of a planned trial. Recruitment has not begun and no results are available. Ninety-six schools will be randomised by computer in blocks of four to BCG vaccination or to no vaccination. The
        primary outcome will be tuberculosis notified within six years. Data will be linked by staff masked to allocation."""),
                p(
                    """With 20 500 pupils in each arm and a coefficient of variation of 0.25 the trial will have 85% power to detect a reduction of 40% from an incidence of 60 per 100 000 person-years."""
                ),
                h("Discussion"),
                p(
                    """The trial will be the first to be analysed wholly by linkage. The first results are expected six years after the last school has been visited."""
                ),
            ],
        ),
        "E3",
        "Protocol of a planned trial without results",
        "protocol only",
    )
)

EXCLUDED.append(
    (
        Report(
            key="haverkamp1966",
            title="Controlled trial of a vaccine against tuberculosis in shipyard apprentices",
            authors=[("Haverkamp", "D J"), ("Stoddart", "L"), ("Ngata", "W")],
            affiliation="Port Medical Service, Havenmouth",
            journal=PROV,
            year=1966,
            volume="1",
            issue="5499",
            first=1351,
            last=1354,
            month="May",
            doi="10.5555/provphys.1966.1.1351",
            pmid="99000074",
            file="provphys-1966-1-1351.xml",
            abstract="""Tuberculin-negative apprentices were allocated at random to vaccination or to no vaccination. Over six years the incidence of tuberculosis in the
 vaccinated was a quarter of that in the controls. Local reactions were frequent and sometimes long lasting.""".replace(
                "\n", ""
            ),
            blocks=[
                h("Introduction"),
                p(
                    """Apprentices in the yards come at an age when tuberculosis is apt to begin and work at close quarters. The port medical service was asked to try a vaccine among them."""
                ),
                h("Methods"),
                p("""The only vaccine used was the freeze-dried vole bacillus (_Mycobacterium microti_) vaccine, by multiple puncture; BCG was not given to any apprentice. Tuberculin-negative entrants of 1957 and 1958 were allocated by random numbers to vaccination (1,102) or to no vaccination (1,087). Radiographs were
        taken every year and read without knowledge of the group."""),
                h("Results"),
                p(
                    """In six years there were 6 cases of tuberculosis in 1,102 vaccinated apprentices and 23 in 1,087 who were not vaccinated. Ulcers of more than 10 mm were seen in 14 per cent of the vaccinated."""
                ),
                h("Discussion"),
                p(
                    """The vole bacillus vaccine protected as well as others are said to do; the local reactions stand in its way."""
                ),
            ],
        ),
        "I2",
        "The vaccine was vole bacillus vaccine; BCG was not given",
        "other vaccine",
    )
)

# --------------------------------------------------------------------------
# unclear on purpose

UNCLEAR: list[tuple[Report, str, str]] = []
UNCLEAR.append(
    (
        Report(
            key="petrescu1955",
            title="B.C.G. vaccination in an orphanage school: tuberculosis in two groups of children over six years",
            authors=[("Petrescu", "V"), ("Ionescu-Hale", "M")],
            affiliation="Children's Preventorium, Valea Lunga",
            journal=PREV,
            year=1955,
            volume="36",
            issue="4",
            first=244,
            last=249,
            month="Dec",
            doi="10.5555/jpp.1955.36.244",
            pmid="99000077",
            file="petrescu1955.xml",
            abstract="",
            blocks=[
                h("Introduction"),
                p(
                    """Children of tuberculous parents are sent to the school of the preventorium from all parts of the province. It offered a chance to observe the effect of B.C.G. under uniform conditions of food and lodging."""
                ),
                h("Material and methods"),
                p("""In the autumn of 1947 two groups were formed from the tuberculin-negative children of the school. The first group received B.C.G. by mouth and by scarification; the second group did not receive it. The children lived together. Each was weighed monthly and
        radiographed at six months."""),
                h("Results"),
                p(
                    """In six years tuberculosis was found in 3 of 164 vaccinated children and in 12 of 158 unvaccinated children. No child died."""
                ),
                h("Discussion"),
                p(
                    """The children were of the same ages and fared alike. We consider that the vaccine gave a useful protection."""
                ),
            ],
        ),
        "I5",
        "How the groups were formed is not described: “two groups were formed”",
    )
)

UNCLEAR.append(
    (
        Report(
            key="ashdown1964",
            title="Vaccination with BCG in boarding schools: chest illness in a trial with random allocation",
            authors=[("Ashdown", "R T"), ("Meredith", "G"), ("Pryce", "O")],
            affiliation="Schools Medical Inspectorate, Westmarch",
            journal=PROV,
            year=1964,
            volume="2",
            issue="5407",
            first=512,
            last=515,
            month="Aug",
            doi="10.5555/provphys.1964.2.512",
            pmid="99000079",
            file="10.5555_provphys.1964.2.512.xml",
            abstract="""Pupils of eleven boarding schools were allocated at random to vaccination with BCG or to no vaccination and were observed for four years. Absences for chest illness and abnormal radiographs
 were fewer among the vaccinated.""".replace("\n", ""),
            blocks=[
                h("Introduction"),
                p(
                    """Chest illness is a common cause of absence in boarding schools. It was thought worth while to see whether BCG would reduce it."""
                ),
                h("Methods"),
                p("""Tuberculin-negative pupils were allocated by drawing numbered discs, at random, to BCG or to no vaccination. The matrons kept a diary of absences, and a miniature film was taken on leaving. The outcome was “chest illness with an abnormal film”; the
        films were not classified further, and sputum was not examined."""),
                h("Results"),
                p("""Chest illness with an abnormal film was recorded in 14 of 806 vaccinated pupils and in 31 of 793 pupils who were not vaccinated. Some of these illnesses were no doubt tuberculous and others were not; the
        diaries do not allow them to be told apart."""),
                h("Discussion"),
                p("""The vaccinated pupils had fewer abnormal films. We make no claim as to the cause."""),
            ],
        ),
        "I4",
        "The outcome is chest illness with an abnormal film; how much of it was tuberculosis cannot be decided",
    )
)
