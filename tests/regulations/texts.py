"""Regulations that the tests write themselves, in the structure of real ones and with their traps."""

LAW = """\
---
title: "Real Decreto 123/2019, de 4 de marzo, por el que se regulan los remolques de ensayo"
publication_date: "2019-03-20"
last_updated: "2023-11-08"
source: "https://www.example.es/rd-123-2019"
---
# Real Decreto 123/2019, de 4 de marzo, por el que se regulan los remolques de ensayo

Los remolques de ensayo carecen de una regulación propia.

De acuerdo con lo previsto en el artículo 24 de la Ley 50/1997, el proyecto ha sido informado.

### D I S P O N G O:

###### Artículo único. Aprobación.

Se aprueba el Reglamento de los Remolques de Ensayo.

###### Disposición adicional primera. Control.

El control no aumentará el gasto público.

###### Disposición derogatoria única. Derogación normativa.

Quedan derogadas las normas que se opongan a este real decreto.

###### Disposición final primera. Modificación del Reglamento de Luces.

El artículo 30 del Reglamento de Luces queda redactado del modo siguiente:

«Artículo 30. Luces de ensayo.

1. Las luces de ensayo serán ámbar.

2. Irán a 90 cm del suelo.

###### Disposición final segunda. Entrada en vigor.

Este real decreto entrará en vigor al día siguiente de su publicación en el «Boletín Oficial del Estado».

Dado en Madrid, el 4 de marzo de 2019.

**FELIPE R.**

REGLAMENTO DE LOS REMOLQUES DE ENSAYO

## TÍTULO I. Normas generales

### CAPÍTULO I. Objeto

###### Artículo 1. Objeto.

El objeto de este reglamento es la regulación de los remolques de ensayo.

###### Artículo 2. Definiciones.

Se entiende por:

a) Remolque: vehículo sin motor.

b) Ensayo: prueba del artículo 20.

> <small>Se modifica la letra b) por el art. 1 del Real Decreto 9/2020. [Ref. BOE-A-2020-1](https://example.es)</small>

### CAPÍTULO II. Requisitos

#### Sección 1.ª De los frenos

###### Artículo\u00a03. Frenos.

1. Los frenos actuarán sobre dos ruedas.

2. Su fuerza será la de la tabla:

| Masa | Fuerza |
| --- | --- |
| 750 kg | 3 kN |
| 1.500 kg | 6 kN |

> Redacción anterior:

###### "Artículo 3. Frenos de ensayo.

> 1. Los frenos actuarán sobre una rueda."

| Masa | Fuerza |
| --- | --- |
| 750 kg | 2 kN |

> <small>Se modifica por el art. 2 del Real Decreto 9/2020. [Ref. BOE-A-2020-1](https://example.es)</small>

###### Artículo 3 bis. Freno de estacionamiento.

El freno de estacionamiento sujetará el remolque en una pendiente del 16 %.

###### Artículo 4. (Derogado)

ANEXO I

Modelo de certificado

1. Datos del remolque

El certificado llevará la marca y el modelo.

2. Datos del taller

El certificado llevará el número del taller.

## ANEXO II. Pruebas

###### Artículo 1. Lugar de las pruebas.

Las pruebas se harán en pista cerrada.

### V-16. DISPOSITIVO DE PRESEÑALIZACIÓN

El dispositivo será visible a un kilómetro.
"""

ORDER = """\
Orden de 20 de junio de 1990 sobre placas de ensayo

Ilustrísimo señor:

En su virtud, dispongo:

Primero.

Las placas de ensayo serán verdes.

Segundo. Plazos.

1. El plazo será de un mes.

Tercero.

La presente Orden entrará en vigor mañana.

ANEXO ÚNICO

Dimensiones

1.1 La placa medirá 340 por 220 mm.
"""

UNECE = """\
Reglamento n.º 148 de la CEPE: dispositivos de señalización luminosa

1. Ámbito de aplicación

El presente Reglamento se aplica a las luces siguientes.

6. Requisitos particulares

6.1. Las luces de posición cumplirán lo siguiente.

6.2.4. En el caso de una luz con dos fuentes, la intensidad no superará 140 cd.

6.3. Luces de gálibo

6.3.1. Presencia

Obligatorias en los vehículos de más de 2,10 m de anchura.

Anexo 4

Mediciones fotométricas

1. Las mediciones se harán a 25 m.
"""
